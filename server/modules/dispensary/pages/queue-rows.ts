import type { PageContext } from '#kernel/page.ts'
import { openCasesAbout } from '#modules/help-desk/published.ts'
import { topUpAndReorder } from '../intents/top-up-and-reorder.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { isStuck, orderStatus } from './order-status.ts'
import type { Group } from './queue-groups.ts'
import type { Status } from './shelf-words.ts'

/** The case about each stuck order that is shown, by the stream of its process. */
export async function casesOf(context: PageContext, groups: readonly Group[]) {
  const stuck = groups.flatMap(({ orders }) => orders.filter(isStuck))
  const cases = await context.ask(openCasesAbout(stuck.map(({ id }) => `process.order-${id}`)))
  return new Map(cases.map((one) => [one.aboutStream, one]))
}

export type Cases = Awaited<ReturnType<typeof casesOf>>

type Cell = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
/** After so many days on the shelf somebody is worth a call. */
const longReadyDays = 5

/** A moment as short as it can be told: the time today, else the day. */
export function sinceWhen({ say, at }: PageContext, time: number): string {
  return say.day(at).iso === say.day(time).iso ? say.time(time).text : say.day(time).text
}

const daysText = (days: number) => (days === 1 ? '1 day' : `${days} days`)

function readyStatus(context: PageContext, readyAt: number): Status {
  const days = Math.floor((context.at - readyAt) / dayMs)
  if (days < 1) return { shape: 'tick', tone: 'good', text: `Since ${sinceWhen(context, readyAt)}` }
  if (days < longReadyDays) return { shape: 'clock', text: 'For', strong: daysText(days) }
  return { shape: 'clock', tone: 'wait', tint: true, text: 'For', strong: daysText(days) }
}

function promiseStatus(context: PageContext, promisedAt: number): Status {
  const { say, at } = context
  const when = sinceWhen(context, promisedAt)
  if (promisedAt < at)
    return { shape: 'half', tone: 'wait', tint: true, text: `Late since ${when}` }
  const day = say.day(promisedAt).text
  return { shape: 'ring', text: `By ${day.split(' ')[0]} ${say.time(promisedAt).text}` }
}

/** The state of a row: its group says which it is, so the row says since when, or until when. */
function statusOf(context: PageContext, order: OrderRow, cases: Cases): Status {
  const { text, ...shown } = orderStatus(order)
  const known = cases.get(`process.order-${order.id}`)
  if (isStuck(order)) {
    const time = known?.openedAt ?? order.changedAt
    return { ...shown, text: `${text} since ${sinceWhen(context, time)}` }
  }
  if (order.state === 'ready') return readyStatus(context, order.readyAt ?? order.changedAt)
  if (order.state === 'confirmed' && order.promisedAt !== null)
    return promiseStatus(context, order.promisedAt)
  if (order.state === 'preparing') {
    const since = sinceWhen(context, order.claimedAt ?? order.changedAt)
    const isMine = order.claimedBy === context.actor.id
    const by = isMine ? 'You' : context.say.name(order.claimedBy ?? '')
    const isLate = (order.promisedAt ?? Number.POSITIVE_INFINITY) < context.at
    const tone = isLate ? 'wait' : 'act'
    return { shape: 'disc', tone, text: `${by}, since ${since}`, ...(isLate ? { tint: true } : {}) }
  }
  const time = order.state === 'placed' ? order.placedAt : order.changedAt
  return { ...shown, text: `${text}, ${sinceWhen(context, time)}` }
}

/** The intents by which work on an order goes on, each with the button of its row. */
const tasks: Readonly<Partial<Record<OrderRow['state'], readonly [string, string]>>> = {
  confirmed: ['start-preparing', 'Start'],
  preparing: ['mark-ready', 'Mark ready'],
  ready: ['hand-over-order', 'Hand over'],
}

function otherwise(context: PageContext, order: OrderRow, cases: Cases): Cell {
  const href = context.href(orderStream(order.id))
  const about = `order ${order.number}`
  const look = { kind: 'soft', small: true, about }
  const known = cases.get(`process.order-${order.id}`)
  if (isStuck(order) && known) {
    const title = `See case ${known.number}`
    return { link: { ...look, title, href: `/cases/${known.id}`, rel: 'case' } }
  }
  const isMendable = order.state === 'denied' && order.code === 'short-money'
  const mayMend = Object.hasOwn(topUpAndReorder.by, context.actor.role)
  const title = isMendable && mayMend ? 'Mend it' : 'Open'
  return { link: { ...look, title, href, rel: 'order' } }
}

/**
 * The one thing to do with an order now: sent at once where nothing is to be filled in, else the way to
 * its form; where the reader may not, the way to the order.
 */
async function actionOf(context: PageContext, order: OrderRow, cases: Cases): Promise<Cell> {
  const [intent, title] = tasks[order.state] ?? []
  if (!intent || !title || isStuck(order)) return otherwise(context, order, cases)
  const stream = orderStream(order.id)
  const look = { title, kind: 'soft', small: true, about: `order ${order.number}` }
  if (order.state === 'confirmed') {
    const form = await context.form(intent, stream, {})
    if (!form) return otherwise(context, order, cases)
    const { name, action, hidden } = form
    return { form: { ...look, name, action, hidden, id: `start-${order.number}` } }
  }
  const [offer] = await context.offers(stream, [intent])
  return offer
    ? { link: { ...look, rel: offer.rel, href: offer.href } }
    : otherwise(context, order, cases)
}

/** One order of the bench as a row. */
export async function rowOf(context: PageContext, order: OrderRow, cases: Cases) {
  const { say } = context
  const shelf = order.state === 'ready' && order.shelf ? { remark: `On shelf ${order.shelf}` } : {}
  return {
    id: `order-${order.number}`,
    cells: [
      { text: String(order.number), strong: true },
      { text: say.name(order.patient), href: context.href(orderStream(order.id)), rel: 'order' },
      { text: order.what ?? '', ...shelf, below: true },
      { text: say.money(order.total).text },
      { status: statusOf(context, order, cases) },
      await actionOf(context, order, cases),
    ],
  }
}
