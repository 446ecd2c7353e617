/** A field as pages show it: everything is words already. */
export type Input = {
  kind: 'text' | 'textarea' | 'money' | 'number' | 'radio' | 'select' | 'tick' | 'date' | 'hidden'
  name: string
  label: string
  hint?: string
  value: string
  options?: Option[]
  required: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  inputMode?: string
  autocomplete?: string
  min?: number
  max?: number
  error?: string
  /** Neighbours of the same group stand side by side; the group `lines` holds the lines of an order. */
  group?: string
  width?: 'short' | 'medium' | 'full'
  /** Shows radio buttons as chips. */
  chips?: boolean
}

export type Option = { value: string; text: string; hint?: string; group?: string }

export type FormError = { field: string; code: string; detail: string }

/** One form as `ui/form.njk` takes it. */
export type FormView = {
  name: string
  action: string
  heading: string
  submit: string
  hidden: { name: string; value: string }[]
  inputs: Input[]
  errors: FormError[]
  intro?: string
  checkFirst: boolean
  cancel?: { href: string; title: string }
  /** How many lines of an order are shown; more than the filled ones by two unless this says more. */
  linesShown?: number
}

export type FormPart =
  | { kind: 'field'; input: Input }
  | { kind: 'row'; inputs: Input[] }
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
export function linesToShow(inputs: readonly Input[], asked = 0): number {
  const rows = lineRows(inputs)
  const filled = rows.filter((row) => row.inputs.some((input) => input.value || input.error))
  const last = Math.max(0, ...filled.map((row) => row.number))
  return Math.min(rows.length, Math.max(fewestLines, last + 2, asked))
}

/** Whether a form has lines left to show, so that it needs the button that adds some. */
export function hasMoreLines(inputs: readonly Input[], asked?: number): boolean {
  return linesToShow(inputs, asked) < lineRows(inputs).length
}

/** A form's inputs as the parts of its page: single fields, fields side by side, the lines of an order. */
export function formParts(inputs: readonly Input[], linesShown?: number): FormPart[] {
  const parts: FormPart[] = []
  for (const input of inputs) {
    const last = parts.at(-1)
    if (input.group === 'lines') {
      if (parts.some((part) => part.kind === 'lines')) continue
      const shown = linesToShow(inputs, linesShown)
      parts.push({ kind: 'lines', rows: lineRows(inputs).slice(0, shown), shown })
    } else if (input.group && last?.kind === 'row' && last.inputs[0]?.group === input.group) {
      last.inputs.push(input)
    } else if (input.group) parts.push({ kind: 'row', inputs: [input] })
    else parts.push({ kind: 'field', input })
  }
  return parts
}

/** The three fields of a date, filled from `year-month-day`, whose parts may each be empty. */
export function dateParts(input: Input): object[] {
  const [year = '', month = '', day = ''] = input.value.split('-')
  const part = (name: string, label: string, value: string, width: number, id: string) => ({
    name: `${input.name}-${name}`,
    id,
    label,
    value,
    classes: `govuk-input--width-${width}`,
    error: Boolean(input.error),
    attributes: input.required ? { required: true } : {},
  })
  const id = `field-${input.name}`
  // The day has the field's own id, so that the error summary's link leads there.
  return [
    part('day', 'Day', day, 2, id),
    part('month', 'Month', month, 2, `${id}-month`),
    part('year', 'Year', year, 4, `${id}-year`),
  ]
}

/** What the browser itself can tell of a field's limits; the server stays the judge. */
export function nativeHints(input: Input): Record<string, string> {
  const hints: Record<string, string | number | undefined> = {
    required: input.required ? 'required' : undefined,
    minlength: input.kind === 'select' ? undefined : input.minLength,
    maxlength: input.kind === 'select' ? undefined : input.maxLength,
    'aria-invalid': input.error ? 'true' : undefined,
  }
  return Object.fromEntries(
    Object.entries(hints).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
}

/** Each error with the link to its field; what belongs to no field has none. */
export function errorLinks(errors: readonly FormError[]): { text: string; href?: string }[] {
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
