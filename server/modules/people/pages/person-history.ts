import type { PageContext } from '#kernel/page.ts'
import { orderStream, ordersOf } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { eventsOf } from '../history.ts'
import { personStream } from '../published.ts'
import { contactStream } from './contact-page.ts'

/** How many events the page shows unless all are asked for. */
const shownAtFirst = 30
/** Whose events are looked through at first: the newest orders. */
const ordersToldAtFirst = 12
/** How far back all events go: older orders have pages of their own. */
const ordersToldAtMost = 200

/** What happened, newest first; at first only as far back as all of it was looked through. */
export async function readHistory(
  context: PageContext,
  id: string,
  ordersSoFar: number,
  everything: boolean,
  others: readonly string[],
) {
  const told = await context.ask(ordersOf(id, everything ? ordersToldAtMost : ordersToldAtFirst))
  const orders = told.map((order) => orderStream(order.id))
  const streams = [personStream(id), contactStream(id), walletStream(id), ...orders, ...others]
  const events = await eventsOf(context, streams)
  const since = told.length < ordersSoFar ? (told.at(-1)?.placedAt ?? 0) : 0
  const recent = events.filter(({ at }) => at >= since)
  const shown = everything ? recent : recent.slice(0, shownAtFirst)
  return { events, shown, hasEarlier: !everything && shown.length < events.length }
}
