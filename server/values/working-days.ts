import { addDays } from './local-time.ts'

const lastWorkingWeekday = 5

/**
 * The first day after this one (`YYYY-MM-DD`) that is neither Saturday nor Sunday, nor among the days on which
 * the clinic is closed every year (`MM-DD`).
 */
export function nextWorkingDay(day: string, closedDays: readonly string[]): string {
  const next = addDays(day, 1)
  const isWorking = Temporal.PlainDate.from(next).dayOfWeek <= lastWorkingWeekday
  const isOpen = !closedDays.includes(next.slice('YYYY-'.length))
  return isWorking && isOpen ? next : nextWorkingDay(next, closedDays)
}
