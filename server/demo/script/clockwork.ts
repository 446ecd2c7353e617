import { dayOf } from '#values/local-time.ts'
import { demoZone, instantOf, openDaysUntil, openingHours } from '../calendar.ts'

/**
 * The script's way of saying when: on the clinic's n-th open day before its last one (0). Open days keep
 * their order over weekends, holidays and clock changes, and so does what happens on them.
 */
export type Clockwork = {
  /** The last day, YYYY-MM-DD. */
  readonly today: string
  /** The instant (ms) of a time of that day. */
  at(daysBack: number, time: string): number
  /** An instant within that day's opening hours, from 0 (the first) to 1; today it stops at the demo's moment. */
  within(daysBack: number, share: number): number
}

/** The first open day of the script: six weeks before the last. */
export const firstDay = 36

/** The clockwork of a demo whose time begins at a moment (ms). */
export function clockworkUntil(moment: number): Clockwork {
  const today = dayOf(moment, demoZone)
  const days = openDaysUntil(today, firstDay + 1)
  function dayBack(daysBack: number): string {
    const day = days[daysBack]
    if (!day)
      throw new Error(
        `The script begins ${firstDay} open days before the last; ${daysBack} is before`,
      )
    return day
  }
  return {
    today,
    at: (daysBack, time) => instantOf(dayBack(daysBack), time),
    within(daysBack, share) {
      const day = dayBack(daysBack)
      const hours = openingHours(day)
      if (!hours) throw new Error(`${day} is in the script, but the clinic is closed then`)
      const from = instantOf(day, hours.from)
      const to = Math.min(instantOf(day, hours.to), moment)
      return from + Math.floor((to - from) * share)
    },
  }
}
