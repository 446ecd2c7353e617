import type { FieldError, Input as FieldInput } from '#kernel/field.ts'
import type { Option as FieldOption } from '#kernel/option.ts'
import type { FormView as AnyFormView } from '#kernel/page.ts'

/** `group` is a heading over some of the options, such as Morning. */
export type Option = FieldOption & { readonly group?: string }

/**
 * A field as templates take it. Neighbours of the same `group` stand side by side; the group `lines`
 * holds the lines of an order; `<group>-day`, `-month` and `-year` become one date.
 */
export type Input = Omit<FieldInput, 'options'> & {
  readonly value: string
  readonly error?: string
  readonly options?: readonly Option[]
  /** Which parts of a date are wrong; all of them, if this is left out. */
  readonly errorParts?: readonly DatePart[]
  /** What was typed in the parts of a date, whatever it was: "1-2" in the day stays in the day. */
  readonly typedParts?: Readonly<Record<DatePart, string>>
  /** Shows radio buttons as chips. */
  readonly chips?: boolean
}

type DatePart = 'day' | 'month' | 'year'

/** One form as `ui/form.njk` takes it. */
export type FormView = Omit<AnyFormView, 'inputs' | 'cancel'> & {
  readonly inputs: readonly Input[]
  readonly intro?: string
  readonly cancel?: { readonly href: string; readonly title: string }
  /** How many lines of an order are shown; more than the filled ones by two unless this says more. */
  readonly linesShown?: number
}

export type FormPart =
  | { kind: 'field'; input: Input }
  | { kind: 'row'; inputs: Input[] }
  | { kind: 'ticks'; legend: string; inputs: Input[]; error?: string }
  | { kind: 'lines'; rows: { number: number; inputs: Input[] }[]; shown: number }

const fewestLines = 4
const lineNumber = (input: Input): number => Number(/-(\d+)$/.exec(input.name)?.[1] ?? 0)

function lineRows(inputs: readonly Input[]): { number: number; inputs: Input[] }[] {
  const rows = new Map<number, Input[]>()
  for (const input of inputs.filter((one) => one.group === 'lines')) {
    const number = lineNumber(input)
    rows.set(number, [...(rows.get(number) ?? []), input])
  }
  return [...rows].sort(([a], [b]) => a - b).map(([number, ofRow]) => ({ number, inputs: ofRow }))
}

/** How many lines to show: four, or the filled ones and two more, or what was asked for, at most all. */
function linesToShow(inputs: readonly Input[], asked = 0): number {
  const rows = lineRows(inputs)
  const filled = rows.filter((row) => row.inputs.some((input) => input.value || input.error))
  const last = Math.max(0, ...filled.map((row) => row.number))
  // Lines with many fields come filled, and a phone shows few of them: one more is left empty.
  const isWide = (rows[0]?.inputs.length ?? 0) > 2
  const usual = isWide ? last + 1 : Math.max(fewestLines, last + 2)
  return Math.min(rows.length, Math.max(usual, asked))
}

/** Whether a form has lines left to show, so that it needs the button that adds some. */
export function hasMoreLines(inputs: readonly Input[], asked?: number): boolean {
  return linesToShow(inputs, asked) < lineRows(inputs).length
}

const partNames: readonly DatePart[] = ['day', 'month', 'year']

// A date is three inputs to whoever reads the form, and one question to whoever answers it.
function withDates(inputs: readonly Input[]): Input[] {
  return inputs.flatMap((input, index) => {
    const group = input.group
    if (!group) return [input]
    const isPartOf = (one: Input | undefined, part: DatePart) => one?.name === `${group}-${part}`
    const three = inputs.slice(index, index + 3)
    if (partNames.every((part, at) => isPartOf(three[at], part))) return [dateOf(group, three)]
    return partNames.some((part) => isPartOf(input, part)) ? [] : [input]
  })
}

function dateOf(name: string, three: readonly Input[]): Input {
  const [day, month, year] = three
  const wrong = three.find((part) => part.error)
  const errorParts = partNames.filter((_, at) => three[at]?.error)
  return {
    kind: 'date',
    name,
    label: (day?.label ?? '').replace(/: \w+$/, ''),
    value: [year, month, day].map((part) => part?.value ?? '').join('-'),
    typedParts: { day: day?.value ?? '', month: month?.value ?? '', year: year?.value ?? '' },
    required: day?.required ?? false,
    ...(day?.hint ? { hint: day.hint } : {}),
    ...(day?.autocomplete ? { autocomplete: day.autocomplete.replace(/-day$/, '') } : {}),
    ...(wrong?.error ? { error: wrong.error } : {}),
    // An error at the day alone is the date's as a whole: that is where such errors are kept.
    ...(errorParts.join() === 'day' ? {} : { errorParts }),
  }
}

/** A form's inputs as the parts of its page: single fields, fields side by side, the lines of an order. */
export function formParts(inputs: readonly Input[], linesShown?: number): FormPart[] {
  const parts: FormPart[] = []
  for (const input of withDates(inputs)) {
    const last = parts.at(-1)
    if (input.group === 'lines') {
      if (parts.some((part) => part.kind === 'lines')) continue
      const shown = linesToShow(inputs, linesShown)
      parts.push({ kind: 'lines', rows: lineRows(inputs).slice(0, shown), shown })
    } else if (input.kind === 'tick' && input.legend) {
      const { legend, error } = input
      if (last?.kind === 'ticks' && last.legend === legend) last.inputs.push(input)
      else parts.push({ kind: 'ticks', legend, inputs: [input] })
      const part = parts.at(-1)
      if (error && part?.kind === 'ticks') part.error = error
    } else if (input.group && last?.kind === 'row' && last.inputs[0]?.group === input.group) {
      last.inputs.push(input)
    } else if (input.group) parts.push({ kind: 'row', inputs: [input] })
    else parts.push({ kind: 'field', input })
  }
  return parts
}

const partLabels = { day: 'Day', month: 'Month', year: 'Year' }

/** The three fields of a date, filled from `year-month-day`, whose parts may each be empty. */
export function dateParts(input: Input): object[] {
  const [year = '', month = '', day = ''] = input.value.split('-')
  const values = input.typedParts ?? { day, month, year }
  return partNames.map((part) => {
    const isWrong = Boolean(input.error) && (input.errorParts ?? partNames).includes(part)
    return {
      name: `${input.name}-${part}`,
      id: `field-${input.name}-${part}`,
      label: partLabels[part],
      value: values[part],
      classes: `govuk-input--width-${part === 'year' ? 4 : 2}${isWrong ? ' govuk-input--error' : ''}`,
      error: isWrong,
      autocomplete: input.autocomplete ? `${input.autocomplete}-${part}` : undefined,
      attributes: requiredAttribute(input),
    }
  })
}

type Attributes = Record<string, string | { value: boolean; optional: true }>

// How the macros beneath write an attribute that has no value.
const requiredAttribute = (input: Input): Attributes =>
  input.required ? { required: { value: true, optional: true } } : {}

/** What the browser itself can tell of a field's limits; the server stays the judge. */
export function nativeHints(input: Input): Attributes {
  const { kind, minLength, maxLength, error } = input
  const isTyped = kind !== 'select'
  return {
    ...requiredAttribute(input),
    ...(isTyped && minLength !== undefined ? { minlength: String(minLength) } : {}),
    ...(isTyped && maxLength !== undefined ? { maxlength: String(maxLength) } : {}),
    ...(error ? { 'aria-invalid': 'true' } : {}),
  }
}

/** The choices of radio buttons, as the macro beneath takes them. */
export function radioItems(input: Input): object[] {
  return (input.options ?? []).map(({ value, text, hint }) => ({
    value,
    text,
    hint: hint ? { text: hint } : undefined,
    attributes: requiredAttribute(input),
  }))
}

/** The choices of a drop-down, with what each costs; the one that is nothing yet says what to do. */
export function selectItems(input: Input): object[] {
  return (input.options ?? []).map(({ value, text, hint, amount }) => ({
    value,
    text: amount === undefined ? text || 'Choose' : `${text}, ${hint}`,
  }))
}

/** Each error with the link to its field; what belongs to no field has none. */
export function errorLinks(errors: readonly FieldError[]): { text: string; href?: string }[] {
  return errors.map(({ field, detail }) =>
    field ? { text: detail, href: `#field-${field}` } : { text: detail },
  )
}

/** Options under their headings, in order, each numbered through the whole list. */
export function inGroups(
  options: readonly Option[],
): { heading?: string; options: (Option & { number: number })[] }[] {
  const groups = new Map<string, (Option & { number: number })[]>()
  options.forEach((option, index) => {
    const heading = option.group ?? ''
    groups.set(heading, [...(groups.get(heading) ?? []), { ...option, number: index + 1 }])
  })
  return [...groups].map(([heading, ofGroup]) => ({ heading, options: ofGroup }))
}
