import { type Field, type Fields, parseFields, type RawForm } from './field.ts'
import { lower } from './label.ts'

/**
 * Rows of the same fields, `item-1`, `quantity-1`, … up to `max`. Rows with nothing typed are passed
 * over; at least one must be filled.
 */
export function rowsOf<Row extends object>(
  label: string,
  max: number,
  fields: Fields<Row>,
  must: string,
): Field<readonly Row[]> {
  const names = Object.keys(fields) as (keyof Row & string)[]
  const numbers = Array.from({ length: max }, (_, index) => index + 1)
  const filled = (raw: RawForm, number: number) =>
    names.some(
      (name) => Object.hasOwn(raw, `${name}-${number}`) && raw[`${name}-${number}`]?.trim() !== '',
    )
  return {
    personal: false,
    inputs: () =>
      numbers.flatMap((number) =>
        names.flatMap((name) =>
          fields[name].inputs(`${name}-${number}`).map((input) => ({
            ...input,
            required: false,
            group: `${lower(label).replaceAll(' ', '-')}-${number}`,
          })),
        ),
      ),
    parse(_, raw) {
      const first = `${names[0]}-1`
      const touched = numbers.filter((number) => filled(raw, number))
      if (touched.length === 0) return { errors: [{ field: first, code: 'missing', detail: must }] }
      const parsed = touched.map((number) =>
        parseFields(fields, raw, (name) => `${name}-${number}`),
      )
      const errors = parsed.flatMap((row) => ('errors' in row ? row.errors : []))
      if (errors.length > 0) return { errors }
      return { value: parsed.flatMap((row) => ('value' in row ? [row.value] : [])) }
    },
    write: (_, rows) =>
      Object.assign(
        {},
        ...rows.flatMap((row, index) =>
          names.map((name) => fields[name].write(`${name}-${index + 1}`, row[name])),
        ),
      ),
  }
}
