/** How long a ready order is kept for whoever collects it, in days. */
export const keptDays = 14

/** On which days after it was ready whoever collects it is reminded. */
export const reminderDays: readonly number[] = [3, 7, 12]

const dayMs = 86_400_000

/**
 * The same time on the next working day (ms in, ms out): by then a confirmed order is promised to be ready.
 * Saturdays and Sundays are none, counted in UTC: a promise to the hour needs no calendar of the clinic.
 */
export function oneWorkingDayAfter(at: number): number {
  const next = at + dayMs
  const { dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO('UTC')
  return dayOfWeek < 6 ? next : next + (8 - dayOfWeek) * dayMs
}

/** The time (ms) that many days after another. */
export function daysAfter(at: number, days: number): number {
  return at + days * dayMs
}
