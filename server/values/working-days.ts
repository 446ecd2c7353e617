import { addDays } from './local-time.ts'

const lastWorkingWeekday = 5

/** The first day after this one (`YYYY-MM-DD`) that is neither Saturday, Sunday nor closed. */
export function nextWorkingDay(day: string, closedDays: readonly string[]): string {
  const next = addDays(day, 1)
  const isWorking = Temporal.PlainDate.from(next).dayOfWeek <= lastWorkingWeekday
  return isWorking && !closedDays.includes(next) ? next : nextWorkingDay(next, closedDays)
}
