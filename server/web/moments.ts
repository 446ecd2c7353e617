import { dayOf, weekday } from '#values/local-time.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** "09:52:04": the steps of a command follow each other within a minute. */
export function secondsText(at: number, zone: string): string {
  const known = clocks.get(zone)
  const clock =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  if (!known) clocks.set(zone, clock)
  return clock.format(at)
}

/** "Monday 23 November", the heading of a day. */
export function dayText(at: number, zone: string): string {
  return weekday(dayOf(at, zone))
}
