import type { Moment, Say } from '#kernel/words.ts'
import { dayOf } from '#values/local-time.ts'
import { formatterOf } from '#values/money.ts'

/** What words need to know of the clinic. A name is null once erased, undefined where unknown. */
export type Voice = {
  readonly zone: string
  readonly currency: string
  readonly locale?: string
  names(id: string): string | null | undefined
}

/** Words for amounts (minor units), instants (ms) and people's ids, in the clinic's zone and currency. */
export function createSay({ zone, currency, locale = 'en-GB', names }: Voice): Say {
  const amounts = formatterOf(currency, locale)
  const hours = formatter(locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const days = formatter(locale, zone, { weekday: 'short', day: 'numeric', month: 'short' })
  const dayText = byMinute((at) => days.format(at).replace(',', ''))
  const hourText = byMinute((at) => hours.format(at))
  const day = byMinute((at) => dayOf(at, zone))
  const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()
  const moment =
    (text: (at: number) => string) =>
    (at: number): Moment => ({
      iso: instant(at),
      text: text(at),
    })
  return {
    money: (minor) => ({ minor, currency, text: amounts.format(minor / 100).replace('-', '−') }),
    time: moment(hourText),
    day: (at) => ({ iso: day(at), text: dayText(at) }),
    moment: moment((at) => `${dayText(at)}, ${hourText(at)}`),
    name: (id) => nameOf(id, names),
  }
}

const minuteMs = 60_000
const minutesKept = 2_000

/**
 * The same text for every instant (ms) of a minute, worked out once: lists tell the same few over and over.
 * No day begins within a minute.
 */
function byMinute(textOf: (at: number) => string): (at: number) => string {
  const kept = new Map<number, string>()
  return (at) => {
    const minute = Math.floor(at / minuteMs)
    const known = kept.get(minute)
    if (known !== undefined) return known
    if (kept.size >= minutesKept) kept.clear()
    const text = textOf(at)
    kept.set(minute, text)
    return text
  }
}

function formatter(locale: string, timeZone: string, parts: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone })
}

function nameOf(id: string, names: Voice['names']): string {
  // What a process does, nobody did by hand.
  if (id.startsWith('system:')) return 'Frontdesk'
  const name = names(id)
  if (name === null) return 'erased'
  return name ?? 'someone'
}
