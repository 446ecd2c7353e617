import * as z from 'zod'
import type { Option } from './option.ts'

/** What was typed, flat: one string a name, for every door. */
export type RawForm = Readonly<Record<string, string>>

export type FieldError = { readonly field: string; readonly code: string; readonly detail: string }

export type Parsed<T> = { readonly value: T } | { readonly errors: readonly FieldError[] }

/** One control of a form, as data: HTML and HAL-FORMS are both printed from it. */
export type Input = {
  readonly kind: 'text' | 'textarea' | 'money' | 'number' | 'radio' | 'select' | 'tick' | 'date' | 'hidden'
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
  /** Rows of one repeated field share a group: `line-1`, `line-2`, … */
  readonly group?: string
  readonly width?: 'short' | 'medium' | 'full'
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
  /** Shown only when the form follows a refusal with this code. */
  readonly askedBy?: string
}

export type Fields<Form> = { readonly [K in keyof Form]: Field<Form[K]> }

/** Settings that any field takes. */
export type Extras = { readonly hint?: string; readonly personal?: boolean; readonly askedBy?: string }

const codes: Readonly<Record<string, string>> = {
  too_small: 'too-small',
  too_big: 'too-big',
  invalid_type: 'format',
  invalid_format: 'format',
  invalid_value: 'not-a-choice',
  not_multiple_of: 'format',
}

function errorsOf(name: string, error: z.ZodError): readonly FieldError[] {
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
      { ...input, ...(extras?.hint ? { hint: extras.hint } : {}), name, required: empty === undefined },
    ],
    parse(name, raw) {
      const typed = Object.hasOwn(raw, name) ? (raw[name] ?? '') : ''
      if (typed.trim() === '') {
        return empty ? { value: empty.value } : { errors: [{ field: name, code: 'missing', detail: missing }] }
      }
      const result = schema.safeParse(typed)
      return result.success ? { value: result.data } : { errors: errorsOf(name, result.error) }
    },
    write: (name, value) => ({ [name]: show(value) }),
  }
}

const oneLine = /^[^\p{Cc}\p{Cs}]*$/u
const manyLines = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

function words(minLength: number, maxLength: number, allowed: RegExp, label: string) {
  return z
    .string()
    .trim()
    .min(minLength, `${label} must be at least ${minLength} characters.`)
    .max(maxLength, `${label} must be at most ${maxLength} characters.`)
    .regex(allowed, `${label} has a character that cannot be kept, such as a control character.`)
}

/** One line of text, trimmed, without control characters. */
export function text(
  label: string,
  limits: { readonly min?: number; readonly max: number; readonly optional?: boolean; readonly autocomplete?: string },
  extras: Extras = {},
): Field<string> {
  const { min = 1, max, optional, autocomplete } = limits
  return single({
    input: {
      kind: 'text', label, minLength: min, maxLength: max, width: max > 40 ? 'full' : 'medium',
      ...(autocomplete ? { autocomplete } : {}),
    },
    schema: words(min, max, oneLine, label),
    missing: wanted('Enter', label),
    ...(optional ? { empty: { value: '' } } : {}),
    show: (value) => value,
    extras,
  })
}

/** A few lines of plain text, 0 to 1,000 characters. Personal unless said otherwise: people write names. */
export function note(label: string, extras: Extras = {}): Field<string> {
  return single({
    input: { kind: 'textarea', label, maxLength: 1000, width: 'full' },
    schema: words(0, 1000, manyLines, label),
    missing: '',
    empty: { value: '' },
    show: (value) => value,
    extras: { personal: true, ...extras },
  })
}

/** Why something is done, in 3 to 500 characters. */
export function reason(label: string, extras: Extras = {}): Field<string> {
  return single({
    input: { kind: 'textarea', label, minLength: 3, maxLength: 500, width: 'full' },
    schema: words(3, 500, manyLines, label),
    missing: 'Say why, in at least 3 characters.',
    show: (value) => value,
    extras,
  })
}

/** One of a fixed list, as radio buttons up to five and a drop-down beyond. */
export function choice<const T extends string>(
  label: string,
  options: readonly { readonly value: T; readonly text: string; readonly hint?: string }[],
  extras: Extras & { readonly first?: T } = {},
): Field<T> {
  const values = options.map(({ value }) => value)
  return single<T>({
    input: { kind: options.length > 5 ? 'select' : 'radio', label, options },
    schema: z.string().refine((typed): typed is T => values.includes(typed as T), {
      message: `Choose one of the list for ${lower(label)}.`,
    }) as unknown as z.ZodType<T, string>,
    missing: wanted('Choose', label),
    ...(extras.first ? { empty: { value: extras.first } } : {}),
    show: (value) => value,
    extras,
  })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A thing of the domain by its id; the intent's `choices` fill the list under the field's name. */
export function thing(label: string, extras: Extras = {}): Field<string> {
  return single({
    input: { kind: 'select', label, width: 'full' },
    schema: z.string().regex(uuid, `Choose ${lower(label)} from the list.`),
    missing: wanted('Choose', label),
    show: (value) => value,
    extras,
  })
}

/** A whole number. */
export function wholeNumber(
  label: string,
  limits: { readonly min: number; readonly max: number; readonly first?: number },
  extras: Extras = {},
): Field<number> {
  const { min, max, first } = limits
  const words = `${label} must be a whole number from ${min} to ${max}.`
  return single({
    input: { kind: 'number', label, min, max, inputMode: 'numeric', width: 'short' },
    schema: z
      .string()
      .trim()
      .regex(/^\d{1,9}$/, words)
      .transform(Number)
      .pipe(z.number().min(min, words).max(max, words)),
    missing: wanted('Enter', label),
    ...(first === undefined ? {} : { empty: { value: first } }),
    show: String,
    extras,
  })
}

/** A box to tick: true where it is ticked. `must` says what is missing where it has to be. */
export function tick(label: string, extras: Extras & { readonly must?: string } = {}): Field<boolean> {
  return single({
    input: { kind: 'tick', label },
    schema: z.literal('yes', `Tick or leave empty: ${label}`).transform(() => true as boolean),
    missing: extras.must ?? '',
    ...(extras.must ? {} : { empty: { value: false } }),
    show: (value) => (value ? 'yes' : ''),
    extras,
  })
}

/** The same field, kept out of sight: its value travels with the form. */
export function hidden<T>(field: Field<T>): Field<T> {
  return { ...field, inputs: (name) => field.inputs(name).map((input) => ({ ...input, kind: 'hidden' as const })) }
}

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
    names.some((name) => Object.hasOwn(raw, `${name}-${number}`) && raw[`${name}-${number}`]?.trim() !== '')
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
      const parsed = touched.map((number) => parseFields(fields, raw, (name) => `${name}-${number}`))
      const errors = parsed.flatMap((row) => ('errors' in row ? row.errors : []))
      if (errors.length > 0) return { errors }
      return { value: parsed.flatMap((row) => ('value' in row ? [row.value] : [])) }
    },
    write: (_, rows) =>
      Object.assign(
        {},
        ...rows.flatMap((row, index) => names.map((name) => fields[name].write(`${name}-${index + 1}`, row[name]))),
      ),
  }
}

/** Data that only a process sends; it has no form. Checked by the schema at a module's border. */
export function fromProcess<T extends object>(schema: { readonly [K in keyof T]: z.ZodType<T[K]> }): Fields<T> {
  const asField = (one: z.ZodType): Field<unknown> => ({
    personal: false,
    inputs: () => [],
    parse: (name, raw) => {
      const result = one.safeParse((raw as Record<string, unknown>)[name])
      return result.success ? { value: result.data } : { errors: errorsOf(name, result.error) }
    },
    write: () => ({}),
  })
  return Object.fromEntries(
    Object.entries(schema).map(([name, one]) => [name, asField(one as z.ZodType)]),
  ) as unknown as Fields<T>
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
  const values = parsed.map(([name, result]) => [name, 'value' in result ? result.value : undefined])
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

/** What is missing: "Choose an item.", or the question again where the label is one. */
function wanted(verb: string, label: string): string {
  return label.endsWith('?') ? `Answer the question “${label}”` : `${verb} ${lower(label)}.`
}

/** A label within a sentence: "Amount" → "amount", but "E-mail" and "VAT" as they are said. */
function lower(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
