/** A moment as it stood on the wall of a place, with enough to find it again. */
export type LocalTime = { readonly local: string; readonly zone: string; readonly offset: string }

/** What a local time may turn out to be: once, never (clocks went forward), or twice (they went back). */
export type Reading =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'never'; readonly before: number; readonly after: number }
  | { readonly kind: 'twice'; readonly first: number; readonly second: number }

/** The local date and time of an instant (ms), to the minute: `2026-11-23T09:52`, `+00:00`. */
export function localOf(at: number, zone: string): LocalTime {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const local = there.toPlainDateTime().toString({ smallestUnit: 'minute' })
  return { local, zone, offset: there.offset }
}

/** The instant or instants (ms) of a local date and time. Throws where it is no date and time at all. */
export function readLocal(local: string, zone: string): Reading {
  const plain = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  const as = (disambiguation: 'earlier' | 'later') =>
    plain.toZonedDateTime(zone, { disambiguation })
  const [first, second] = [as('earlier'), as('later')]
  if (first.epochMilliseconds === second.epochMilliseconds) {
    return { kind: 'once', at: first.epochMilliseconds }
  }
  const exists = first.toPlainDateTime().equals(plain)
  return exists
    ? { kind: 'twice', first: first.epochMilliseconds, second: second.epochMilliseconds }
    : { kind: 'never', before: first.epochMilliseconds, after: second.epochMilliseconds }
}

/** The calendar day of an instant (ms) in a zone: `2026-11-23`. */
export function dayOf(at: number, zone: string): string {
  const known = lastDays.get(zone)
  if (known && known.from <= at && at < known.until) return known.day
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  const day = date.toString()
  lastDays.set(zone, { day, from: startOfDay(day, zone), until: endOfDay(day, zone) })
  return day
}

// One moment after the other is asked for, and most are of the same day.
const lastDays = new Map<string, { day: string; from: number; until: number }>()

/** The first instant (ms) of a day in a zone; some days begin at 01:00. */
export function startOfDay(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}

/** The first instant (ms) after a day in a zone: a day has 23, 24 or 25 hours. */
export function endOfDay(day: string, zone: string): number {
  return startOfDay(addDays(day, 1), zone)
}

/** The day that many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The same day so many months later; the last of the month where there is no such day. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`; 31 April is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    // Temporal throws on days that the calendar does not have: that is the answer.
    return false
  }
}

/** Whole years from a birth date to a day, both `YYYY-MM-DD`. */
export function ageOn(day: string, born: string): number {
  return Temporal.PlainDate.from(born).until(day, { largestUnit: 'years' }).years
}

/** Whether a name is a place of the IANA time zones: "UTC+1" would be wrong half the year. */
export function isZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name)
}

/** A day written out: "14 March 1957". */
export function longDay(day: string, locale = 'en-GB'): string {
  const at = startOfDay(day, 'UTC')
  const format =
    longDays.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  longDays.set(locale, format)
  return format.format(at)
}

// A list of people writes a thousand birth dates; making the format anew would cost more than that.
const longDays = new Map<string, Intl.DateTimeFormat>()

/** A day written out with its weekday, without the year: "Tuesday 17 November". */
export function weekday(day: string, locale = 'en-GB'): string {
  const format =
    weekdays.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    })
  weekdays.set(locale, format)
  return format.format(startOfDay(day, 'UTC')).replace(',', '')
}

const weekdays = new Map<string, Intl.DateTimeFormat>()
