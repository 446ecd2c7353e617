import type { PageContext } from '#kernel/page.ts'
import { nextCheck } from '../online.ts'
import { waitingTopUps } from '../projections/online-top-ups.ts'

/** What is known of a payment of which the bank has not told us. */
export function notToldYet({ say, at }: PageContext, startedAt: number): string {
  const next = nextCheck(startedAt, at)
  if (next === undefined)
    return 'The bank has not told us within a day. Somebody looks at it. Please do not pay twice.'
  return `The bank has not told us yet. We check again on ${say.moment(next).text}. Please do not pay twice.`
}

/** The payments of somebody's wallet of which the bank has not told us. */
export async function atTheBank(context: PageContext, person: string) {
  const waiting = await context.ask(waitingTopUps(person))
  return waiting.map(({ id, amount, startedAt }) => ({
    href: `/commands/${id}`,
    heading: `${context.say.money(amount).text} waits for the bank`,
    text: notToldYet(context, startedAt),
  }))
}
