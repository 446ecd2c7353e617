import type * as z from 'zod'
import { errorsOf, type Field, type Fields } from './field.ts'

/**
 * Data that only a process sends; it has no form. Checked by the schema at a module's border. What is
 * named as personal is sealed wherever the command is stored.
 */
export function fromProcess<T extends object>(
  schema: { readonly [K in keyof T]: z.ZodType<T[K]> },
  personal: readonly (keyof T & string)[] = [],
): Fields<T> {
  const names: readonly string[] = personal
  const asField = (field: string, one: z.ZodType): Field<unknown> => ({
    personal: names.includes(field),
    inputs: () => [],
    parse: (name, raw) => {
      const result = one.safeParse((raw as Record<string, unknown>)[name])
      return result.success ? { value: result.data } : { errors: errorsOf(name, result.error) }
    },
    write: () => ({}),
  })
  return Object.fromEntries(
    Object.entries(schema).map(([name, one]) => [name, asField(name, one as z.ZodType)]),
  ) as unknown as Fields<T>
}
