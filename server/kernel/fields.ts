import * as z from 'zod'
import { type Extras, type Field, single } from './field.ts'
import { lower } from './label.ts'

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
  limits: {
    readonly min?: number
    readonly max: number
    readonly optional?: boolean
    readonly autocomplete?: string
  },
  extras: Extras = {},
): Field<string> {
  const { min = 1, max, optional, autocomplete } = limits
  return single({
    input: {
      kind: 'text',
      label,
      minLength: min,
      maxLength: max,
      width: max > 40 ? 'full' : 'medium',
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
export function tick(
  label: string,
  extras: Extras & { readonly must?: string } = {},
): Field<boolean> {
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
  return {
    ...field,
    inputs: (name) => field.inputs(name).map((input) => ({ ...input, kind: 'hidden' as const })),
  }
}

/** The same field as part of a document: what is typed is kept there alone, not with the command. */
export function unlogged<T>(field: Field<T>): Field<T> {
  return { ...field, unlogged: true }
}

/** What is missing: "Choose an item.", or the question again where the label is one. */
function wanted(verb: string, label: string): string {
  return label.endsWith('?') ? `Answer the question “${label}”` : `${verb} ${lower(label)}.`
}
