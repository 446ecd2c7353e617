import type { Field } from '#kernel/field.ts'

/** The same field where it may be left out: nothing typed is null. */
export function orNothing<T>(field: Field<T>): Field<T | null> {
  return {
    ...field,
    inputs: (name) => field.inputs(name).map((input) => ({ ...input, required: false })),
    parse(name, raw) {
      const typed = field.inputs(name).some((input) => (raw[input.name] ?? '').trim() !== '')
      return typed || (raw[name] ?? '').trim() !== '' ? field.parse(name, raw) : { value: null }
    },
    write: (name, value) => (value === null ? {} : field.write(name, value)),
  }
}
