import { dayOf } from '#values/local-time.ts'
import { nextWorkingDay } from '#values/working-days.ts'

/** How long a ready order is kept for whoever collects it, in days. */
export const keptDays = 14

/** On which days after it was ready whoever collects it is reminded. */
export const reminderDays: readonly number[] = [3, 7, 12]

const dayMs = 86_400_000

/** Where the clinic is, and the days of each year (`MM-DD`) on which it is closed. */
export type Opening = { readonly zone: string; readonly closedDays: readonly string[] }

/**
 * The same time of the clinic's day on its next working day (ms in, ms out): by then a confirmed order is
 * promised to be ready. What the clocks leave out that day is an hour later.
 */
export function oneWorkingDayAfter(at: number, { zone, closedDays }: Opening): number {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime()
  const day = Temporal.PlainDate.from(nextWorkingDay(dayOf(at, zone), closedDays))
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

/** By when (ms) an order that was confirmed at a time (ms) is promised: as was said then, or by the next weekday. */
export function promisedBy(confirmedAt: number, promised: number | null): number {
  return promised ?? oneWeekdayAfter(confirmedAt)
}

/** The same time on the next weekday, counted in UTC (ms in, ms out): the rule where the clinic is not known. */
export function oneWeekdayAfter(at: number): number {
  return oneWorkingDayAfter(at, { zone: 'UTC', closedDays: [] })
}

/** The time (ms) that many days after another. */
export function daysAfter(at: number, days: number): number {
  return at + days * dayMs
}
