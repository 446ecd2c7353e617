import { addDays, dayOf, readLocal } from '#values/local-time.ts'

/** Where the demo clinic is. */
export const demoZone = 'Europe/London'

type Hours = { readonly from: string; readonly to: string }

const closedDays = ['01-01', '12-25', '12-26']
const sunday = 7
const saturday = 6

/** When the demo clinic is open on a day (YYYY-MM-DD), or nothing where it is closed. */
export function openingHours(day: string): Hours | undefined {
  const weekday = Temporal.PlainDate.from(day).dayOfWeek
  if (weekday === sunday || closedDays.includes(day.slice(5))) return undefined
  return weekday === saturday ? { from: '09:00', to: '13:00' } : { from: '08:00', to: '18:30' }
}

/** The instant (ms) of a time of a day where the demo clinic is. */
export function instantOf(day: string, time: string): number {
  const reading = readLocal(`${day}T${time}`, demoZone)
  if (reading.kind === 'once') return reading.at
  return reading.kind === 'never' ? reading.after : reading.first
}

/** Whether the demo clinic is open at an instant (ms). */
export function isOpenAt(at: number): boolean {
  const day = dayOf(at, demoZone)
  const hours = openingHours(day)
  return !!hours && at >= instantOf(day, hours.from) && at < instantOf(day, hours.to)
}

/** The last so many days on which the clinic was open, newest first, beginning with `day` itself. */
export function openDaysUntil(day: string, count: number): readonly string[] {
  const days: string[] = []
  for (let each = day; days.length < count; each = addDays(each, -1)) {
    if (openingHours(each)) days.push(each)
  }
  return days
}
