import { addDays, dayOf } from '#values/local-time.ts'
import { demoZone, instantOf, openingHours } from './calendar.ts'

const time = '09:52'

function mondayOf(day: string): string {
  return addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek)
}

/**
 * Where the demo clinic's time begins, for a wall clock in ms: 09:52 on this week's Monday, or on the
 * last one before where that is still to come or the clinic is closed.
 */
export function demoMoment(wallMs: number): number {
  let monday = mondayOf(dayOf(wallMs, demoZone))
  while (!openingHours(monday) || instantOf(monday, time) > wallMs) monday = addDays(monday, -7)
  return instantOf(monday, time)
}
