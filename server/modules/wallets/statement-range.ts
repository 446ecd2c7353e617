import { addMonths, isDay } from '#values/local-time.ts'

/** The longest time that one statement may cover, in months. */
const longestMonths = 13

/** Two days of the calendar, both included, or why they make no statement. */
export type Range =
  | { readonly from: string; readonly to: string; readonly problem?: undefined }
  | { readonly from: string; readonly to: string; readonly problem: string }

/** Reads the days asked for; the month up to today where nothing is said. */
export function rangeOf(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Range {
  const to = asked.to?.trim() || today
  const from = asked.from?.trim() || (isDay(to) ? addMonths(to, -1) : addMonths(today, -1))
  const problem = problemOf(from, to)
  return problem ? { from, to, problem } : { from, to }
}

function problemOf(from: string, to: string): string | undefined {
  if (!isDay(from)) return 'The start is no day of the calendar. Write it like 2026-11-01.'
  if (!isDay(to)) return 'The end is no day of the calendar. Write it like 2026-11-30.'
  if (from > to) return 'The start is after the end. Choose an earlier start or a later end.'
  if (addMonths(from, longestMonths) < to) {
    return `A statement covers at most ${longestMonths} months. Make two of it.`
  }
  return undefined
}
