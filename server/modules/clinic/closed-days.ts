import * as z from 'zod'
import { type Field, single } from '#kernel/field.ts'

const oneDay = /^(\d{1,2})[./-](\d{1,2})\.?$/
const daysMax = 30
// A leap year, so that 29 February can be named.
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function parseDay(typed: string): string | undefined {
  const found = oneDay.exec(typed)
  const [day, month] = [Number(found?.[1]), Number(found?.[2])]
  const isDay = found !== null && day >= 1 && day <= (lengths[month - 1] ?? 0)
  return isDay ? `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : undefined
}

/** Days of each year as they are typed, `25.12., 26.12., 1.1.`, to `MM-DD` in their order; nothing where one is no day. */
export function parseClosedDays(typed: string): readonly string[] | undefined {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '')
  const days = parts.map(parseDay).filter((day) => day !== undefined)
  if (days.length !== parts.length || days.length > daysMax) return undefined
  return [...new Set(days)].toSorted()
}

/** A day as it is typed: `25.12.` */
export function dayShown(day: string): string {
  const [month, date] = day.split('-').map(Number)
  return `${date}.${month}.`
}

/** The days on which the clinic is closed every year; may be left out. */
export function closedDaysField(label: string): Field<readonly string[]> {
  const words = `${label} must be days and months, e.g. 25.12., 26.12., 1.1.`
  return single<readonly string[]>({
    input: { kind: 'text', label, maxLength: 300, width: 'full' },
    schema: z
      .string()
      .max(300, words)
      .refine((typed) => parseClosedDays(typed) !== undefined, { message: words, abort: true })
      .transform((typed) => parseClosedDays(typed) ?? []),
    missing: words,
    empty: { value: [] },
    show: (days) => days.map(dayShown).join(', '),
    extras: { hint: 'Every year, e.g. 25.12., 26.12., 1.1.' },
  })
}
