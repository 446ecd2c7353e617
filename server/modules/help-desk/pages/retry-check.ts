import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import { stepTitle, triedIn, triedStep } from './retry-words.ts'

/** The state of `help-desk/retry-check.njk`: which would be tried, and what would come of each now. */
export async function readRetryCheck(_: PageContext, events: readonly Envelope[]) {
  const tried = triedIn(events)
  if (!tried) return {}
  const { process, step, error, cases, outcomes, stops } = tried
  return {
    what: `${process}, stuck at “${stepTitle(step)}”`,
    error,
    stops,
    parts: cases.map((one) => triedStep(one, outcomes.get(one.case))),
  }
}
