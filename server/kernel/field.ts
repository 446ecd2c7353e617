import type * as z from 'zod'
import type { Option } from './option.ts'

/** What was typed, flat: one string a name, for every door. */
export type RawForm = Readonly<Record<string, string>>

export type FieldError = { readonly field: string; readonly code: string; readonly detail: string }

export type Parsed<T> = { readonly value: T } | { readonly errors: readonly FieldError[] }

/** One control of a form, as data: HTML and HAL-FORMS are both printed from it. */
export type Input = {
  readonly kind:
    | 'text'
    | 'textarea'
    | 'money'
    | 'number'
    | 'radio'
    | 'select'
    | 'tick'
    | 'date'
    | 'hidden'
  readonly name: string
  readonly label: string
  readonly required: boolean
  readonly hint?: string
  readonly options?: readonly Option[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly inputMode?: string
  readonly autocomplete?: string
  /** Typed unseen, and never shown again: a password. */
  readonly secret?: true
  /** Rows of one repeated field share a group: `line-1`, `line-2`, … */
  readonly group?: string
  /** The question that neighbouring ticks answer together; each label then only names its own part of it. */
  readonly legend?: string
  readonly width?: 'short' | 'medium' | 'full'
  /** Stands before what is typed, such as a currency's sign. */
  readonly prefix?: string
  /** What is said of a field that may be left out, in place of "if you like": "unless in cash". */
  readonly optionalWords?: string
}

/**
 * One field of a form. It may need several inputs (a date, a row of a basket); the names of its inputs
 * begin with the field's name. `write` is the inverse of `parse`, for filling a form again.
 */
export type Field<T> = {
  inputs(name: string): readonly Input[]
  parse(name: string, raw: RawForm): Parsed<T>
  write(name: string, value: T): RawForm
  /** Sealed under the person's key wherever it is stored. */
  readonly personal: boolean
  /** Part of a document: kept there alone, and not written down with the command. */
  readonly unlogged?: true
  /** Shown only when the form follows a refusal with this code. */
  readonly askedBy?: string
}

export type Fields<Form> = { readonly [K in keyof Form]: Field<Form[K]> }

/** Settings that any field takes. */
export type Extras = {
  readonly hint?: string
  readonly optionalWords?: string
  readonly personal?: boolean
  readonly askedBy?: string
}

const codes: Readonly<Record<string, string>> = {
  too_small: 'too-small',
  too_big: 'too-big',
  invalid_type: 'format',
  invalid_format: 'format',
  invalid_value: 'not-a-choice',
  not_multiple_of: 'format',
}

/** The first of what a schema found wrong, as the field's error. */
export function errorsOf(name: string, error: z.ZodError): readonly FieldError[] {
  const first = error.issues[0]
  return first ? [{ field: name, code: codes[first.code] ?? 'format', detail: first.message }] : []
}

/**
 * A field of one input, with a Zod schema from what was typed to the value. An empty one is an error
 * with `missing` as its words, or `empty` where that is given and the field may be left out.
 */
export function single<T>(definition: {
  readonly input: Omit<Input, 'name' | 'required'>
  readonly schema: z.ZodType<T, string>
  readonly missing: string
  readonly empty?: { readonly value: T }
  readonly show: (value: T) => string
  readonly extras?: Extras
}): Field<T> {
  const { input, schema, missing, empty, show, extras } = definition
  return {
    personal: extras?.personal ?? false,
    ...(extras?.askedBy ? { askedBy: extras.askedBy } : {}),
    inputs: (name) => [
      {
        ...input,
        ...(extras?.hint ? { hint: extras.hint } : {}),
        ...(extras?.optionalWords ? { optionalWords: extras.optionalWords } : {}),
        name,
        required: empty === undefined,
      },
    ],
    parse(name, raw) {
      const typed = Object.hasOwn(raw, name) ? (raw[name] ?? '') : ''
      if (typed.trim() === '') {
        return empty
          ? { value: empty.value }
          : { errors: [{ field: name, code: 'missing', detail: missing }] }
      }
      const result = schema.safeParse(typed)
      return result.success ? { value: result.data } : { errors: errorsOf(name, result.error) }
    },
    write: (name, value) => ({ [name]: show(value) }),
  }
}

/** Every field parsed, or every field's errors. `nameOf` tells the input's name for a field's. */
export function parseFields<Form>(
  fields: Fields<Form>,
  raw: RawForm,
  nameOf: (name: string) => string = (name) => name,
): Parsed<Form> {
  const names = Object.keys(fields as object) as (keyof Form & string)[]
  const parsed = names.map((name) => [name, fields[name].parse(nameOf(name), raw)] as const)
  const errors = parsed.flatMap(([, result]) => ('errors' in result ? result.errors : []))
  if (errors.length > 0) return { errors }
  const values = parsed.map(([name, result]) => [
    name,
    'value' in result ? result.value : undefined,
  ])
  return { value: Object.fromEntries(values) as Form }
}

/** A form's values as they would have been typed. */
export function writeFields<Form>(fields: Fields<Form>, values: Partial<Form>): RawForm {
  const names = Object.keys(fields as object) as (keyof Form & string)[]
  return Object.assign(
    {},
    ...names.map((name) => {
      const value = values[name]
      return value === undefined ? {} : fields[name].write(name, value)
    }),
  )
}
