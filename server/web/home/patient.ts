import { categoryOf } from '#kernel/event.ts'
import { isOverState, type OrderRow, orderStream, ordersOf } from '#modules/dispensary/published.ts'
import { messageStream, newsOf } from '#modules/notices/published.ts'
import { type ActedFor, actedForBy, mayAct } from '#modules/people/published.ts'
import { walletOf, walletStream } from '#modules/wallets/published.ts'
import { localOf, longDay } from '#values/local-time.ts'
import { creatingOffers } from '#web/home/creating.ts'
import { statusOf } from '#web/home/order-words.ts'
import { offersOn } from '#web/offers.ts'
import { sendPage } from '#web/respond.ts'
import { givenName } from '#web/shell.ts'
import type { Visit } from '#web/visit.ts'

const ordersShown = 3

function greeting(at: number, zone: string): string {
  const hour = Number(localOf(at, zone).local.slice(11, 13))
  if (hour < 12) return 'Good morning'
  return hour < 18 ? 'Good afternoon' : 'Good evening'
}

async function walletCard(visit: Visit): Promise<object | undefined> {
  const { site, viewer, say } = visit
  const { id } = viewer.actor
  const wallet = await site.store.query(walletOf(id))
  if (!wallet) return undefined
  const stream = walletStream(id)
  return {
    available: say.money(wallet.available),
    held: say.money(wallet.held),
    holds: wallet.held > 0,
    frozen: wallet.status === 'frozen',
    href: site.map.href(stream) ?? '/',
    bar: [
      { part: 'free', title: 'Free', amount: say.money(wallet.available) },
      { part: 'held', title: 'Held', amount: say.money(wallet.held) },
    ],
    offers: await offersOn(visit, stream),
  }
}

/** The last of the stages that an order in this state came to. */
function reachedBy(state: OrderRow['state']): number {
  if (state === 'ready' || state === 'handing-over') return 3
  if (state === 'preparing' || state === 'picking') return 2
  return state === 'confirmed' ? 1 : 0
}

const stagesOf = ({ state }: OrderRow) =>
  ['Placed', 'Confirmed', 'Prepared', 'Ready'].map((title, index) => ({
    title,
    reached: index <= reachedBy(state),
  }))

function orderCard(visit: Visit, order: OrderRow): object {
  const { say, site } = visit
  const isOpen = !isOverState(order.state) && order.state !== 'cancelling'
  return {
    number: order.number,
    href: site.map.href(orderStream(order.id)) ?? '/',
    what: order.what ?? '',
    total: say.money(order.total),
    day: say.day(order.placedAt).text,
    status: statusOf(order),
    stages: isOpen ? stagesOf(order) : [],
  }
}

const newsShown = 3
const newsMs = 14 * 86_400_000

/** What they were told of their orders lately, whether by mail or not. */
async function newsCard({ site, viewer, say, at }: Visit): Promise<readonly object[]> {
  const asked = { kind: 'orders', since: at - newsMs, limit: newsShown } as const
  const found = await site.store.query(newsOf(viewer.actor.id, asked))
  return found.map(({ id, title, writtenAt }) => ({
    rel: 'message',
    href: site.map.href(messageStream(id)) ?? '/messages',
    title,
    remark: say.moment(writtenAt).text,
  }))
}

/** Somebody they act for, with the ways to what they may see and do there. */
function actedForCard({ site }: Visit, one: ActedFor): object {
  const ways = [
    {
      task: 'proxy-wallet',
      rel: 'wallet',
      href: site.map.href(walletStream(one.id)),
      title: 'Wallet',
    },
    { task: 'proxy-collect', rel: 'orders', href: `/orders?patient=${one.id}`, title: 'Orders' },
    {
      task: 'proxy-book',
      rel: 'place-order',
      href: `/orders/place-order?patient=${one.id}`,
      title: 'Order something',
    },
  ]
  return {
    name: one.name,
    // A ward's record is theirs to look after; a proxy sees what was left to them.
    href: one.standing.includes('guardian') ? site.map.href(`person-${one.id}`) : undefined,
    remark: one.until ? `You may until ${longDay(one.until)}` : 'You answer for them',
    ways: ways.filter(({ task }) => mayAct(one, task)),
  }
}

/** The first page of a patient: the wallet, the last orders, what can be done. */
export async function sendPatientHome(visit: Visit): Promise<void> {
  const { site, viewer, at, known } = visit
  const { id } = viewer.actor
  const [wallet, orders, news, creating, others] = await Promise.all([
    walletCard(visit),
    site.store.query(ordersOf(id, ordersShown + 1)),
    newsCard(visit),
    creatingOffers(visit),
    site.store.query(actedForBy(id, at)),
  ])
  const given = givenName(viewer.name)
  const record = site.map.href(`person-${id}`)
  const offers = record ? await offersOn(visit, `person-${id}`) : []
  const head = { title: 'Home', heading: `${greeting(at, known.zone)}, ${given}` }
  return sendPage(visit, 200, 'home/patient.njk', head, {
    wallet,
    orders: orders.slice(0, ordersShown).map((order) => orderCard(visit, order)),
    more: orders.length > ordersShown,
    news,
    ordersHref: site.map.collection(categoryOf(orderStream(id)))?.path ?? '/',
    others: others.map((one) => actedForCard(visit, one)),
    intents: [...creating, ...offers],
  })
}
