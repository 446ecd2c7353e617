import type { Extras, Field, FieldError, Input, RawForm } from '#kernel/field.ts'
import { isDay, longDay } from '#values/local-time.ts'

type Limits = { readonly from?: string; readonly to?: string; readonly autocomplete?: 'bday' }

/**
 * A day as three inputs, `<name>-day`, `<name>-month`, `<name>-year`; its value is `YYYY-MM-DD`.
 * Machines may send that under the field's own name instead. `limits` are days, both included.
 */
export function dateField(label: string, limits: Limits = {}, extras: Extras = {}): Field<string> {
  return {
    personal: extras.personal ?? false,
    ...(extras.askedBy ? { askedBy: extras.askedBy } : {}),
    inputs: (name) => inputsOf(name, label, limits, extras),
    parse(name, raw) {
      const typed = isoOf(name, raw)
      const problem = typed === '' ? missing(label) : wrong(typed, label, limits)
      return problem ? { errors: [{ field: `${name}-day`, ...problem }] } : { value: typed }
    },
    write(name, value) {
      const [year = '', month = '', day = ''] = value.split('-')
      return {
        [`${name}-day`]: String(Number(day)),
        [`${name}-month`]: String(Number(month)),
        [`${name}-year`]: year,
      }
    },
  }
}

function inputsOf(name: string, label: string, limits: Limits, extras: Extras): readonly Input[] {
  const part = (end: string, words: string, maxLength: number): Input => ({
    kind: 'number',
    name: `${name}-${end}`,
    label: words,
    required: true,
    maxLength,
    inputMode: 'numeric',
    group: name,
    width: 'short',
    ...(limits.autocomplete ? { autocomplete: `${limits.autocomplete}-${end}` } : {}),
  })
  const hint = extras.hint ? { hint: extras.hint } : {}
  return [
    { ...part('day', `${label}: day`, 2), ...hint },
    part('month', 'Month', 2),
    part('year', 'Year', 4),
  ]
}

function isoOf(name: string, raw: RawForm): string {
  const typed = (key: string) => (Object.hasOwn(raw, key) ? (raw[key] ?? '').trim() : '')
  const parts = ['year', 'month', 'day'].map((end) => typed(`${name}-${end}`))
  if (parts.every((part) => part === '')) return typed(name)
  const [year = '', month = '', day = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

type Problem = Omit<FieldError, 'field'>

function missing(label: string): Problem {
  return { code: 'missing', detail: `Enter the ${lower(label)}.` }
}

function wrong(typed: string, label: string, { from, to }: Limits): Problem | undefined {
  if (!isDay(typed)) {
    return { code: 'format', detail: `${label} must be a day of the calendar, like 14 3 1957.` }
  }
  if (from && typed < from) {
    return { code: 'too-small', detail: `${label} cannot be before ${longDay(from)}.` }
  }
  if (to && typed > to) {
    return { code: 'too-big', detail: `${label} cannot be after ${longDay(to)}.` }
  }
  return undefined
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
