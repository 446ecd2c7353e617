import type { Page, PageContext } from '#kernel/page.ts'
import { openCases } from '#modules/help-desk/published.ts'
import { topUpAndReorder } from '../intents/top-up-and-reorder.ts'
import { type OrderRow, openOrders, ordersDeniedSince } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { isStuck, orderStatus } from './order-status.ts'
import { shelfPanel } from './shelf-panel.ts'
import type { Status } from './shelf-words.ts'

type Group = {
  readonly name: string
  readonly title: string
  readonly orders: readonly OrderRow[]
}

const dayMs = 24 * 60 * 60 * 1000

async function groupsOf(context: PageContext): Promise<readonly Group[]> {
  const open = await context.ask(openOrders())
  const today = context.say.day(context.at).iso
  const recent = await context.ask(ordersDeniedSince(context.at - dayMs))
  const denied = recent.filter(
    // What was ordered again with success needs nobody any more.
    ({ changedAt, mendedBy }) => mendedBy === null && context.say.day(changedAt).iso === today,
  )
  const going = open.filter((order) => !isStuck(order))
  return [
    {
      name: 'prepare',
      title: 'To prepare',
      orders: going.filter(({ state }) => state === 'confirmed'),
    },
    { name: 'stuck', title: 'Stuck', orders: open.filter(isStuck) },
    {
      name: 'moving',
      title: 'On their way',
      orders: going.filter(({ state }) => state !== 'confirmed'),
    },
    { name: 'denied', title: 'Did not go through today', orders: denied },
  ]
}

/** The case about each stuck order, by the stream of its process. */
async function casesOf(context: PageContext) {
  const cases = await context.ask(openCases())
  return new Map(cases.map((one) => [one.aboutStream, one]))
}

type Cases = Awaited<ReturnType<typeof casesOf>>

/** The one thing to do with an order now. */
function actionOf(context: PageContext, order: OrderRow, cases: Cases) {
  const href = context.href(orderStream(order.id))
  const about = `order ${order.number}`
  const known = cases.get(`process.order-${order.id}`)
  if (isStuck(order) && known) {
    return {
      title: `See case ${known.number}`,
      href: `/cases/${known.id}`,
      rel: 'case',
      kind: 'soft',
      small: true,
      about,
    }
  }
  const isMendable = order.state === 'denied' && order.code === 'short-money'
  const mayMend = Object.hasOwn(topUpAndReorder.by, context.actor.role)
  const title = isMendable && mayMend ? 'Mend it' : 'Open'
  return { title, href, rel: 'order', kind: 'soft', small: true, about }
}

/** The state of a row: its group says which it is, so the row says since when. */
function statusOf(context: PageContext, order: OrderRow, cases: Cases): Status {
  const { say, at } = context
  const known = cases.get(`process.order-${order.id}`)
  const isPlaced = order.state === 'placed'
  const time =
    isStuck(order) && known ? known.openedAt : isPlaced ? order.placedAt : order.changedAt
  const isToday = say.day(at).iso === say.day(time).iso
  const since = isToday ? say.time(time).text : say.day(time).text
  const { text, ...shown } = orderStatus(order)
  if (isStuck(order)) return { ...shown, text: `${text} since ${since}` }
  const waits = order.state === 'confirmed' && !isToday
  return waits
    ? { shape: 'half', tone: 'wait', text: `Waits since ${since}` }
    : { ...shown, text: `Since ${since}` }
}

function rowOf(context: PageContext, order: OrderRow, cases: Cases) {
  const { say } = context
  return {
    id: `order-${order.number}`,
    cells: [
      { text: String(order.number), strong: true },
      { text: say.name(order.patient), href: context.href(orderStream(order.id)), rel: 'order' },
      { text: order.what ?? '' },
      { text: say.money(order.total).text },
      { status: statusOf(context, order, cases) },
      { link: actionOf(context, order, cases) },
    ],
  }
}

function tableOf(context: PageContext, groups: readonly Group[], cases: Cases) {
  return {
    caption: 'Orders to work on, oldest first',
    tall: true,
    columns: [
      { title: 'Order', kind: 'time' },
      { title: 'For', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'State', kind: 'status' },
      { title: 'What to do', kind: 'action', hidden: true },
    ],
    groups: groups
      .filter(({ orders }) => orders.length > 0)
      .map(({ title, orders }) => ({
        heading: title,
        count: orders.length,
        rows: orders.map((order) => rowOf(context, order, cases)),
      })),
  }
}

function filtersOf(groups: readonly Group[], chosen: string | undefined) {
  const all = groups.reduce((sum, { orders }) => sum + orders.length, 0)
  return [
    { href: '/queue', title: 'All', count: all, current: chosen === undefined },
    ...groups.map(({ name, title, orders }) => ({
      href: `/queue?group=${name}`,
      title,
      count: orders.length,
      current: chosen === name,
    })),
  ]
}

function leadOf(groups: readonly Group[]): string {
  const count = (name: string) => groups.find((one) => one.name === name)?.orders.length ?? 0
  const stuck = count('stuck') > 0 ? `, ${count('stuck')} stuck` : ''
  return `${count('prepare')} to prepare${stuck}, ${count('moving')} on their way.`
}

/** What the staff have to do with orders, oldest first, with the shelf beside it. */
export const queuePage: Page = {
  path: '/queue',
  view: 'dispensary/queue.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const groups = await groupsOf(context)
    const chosen = groups.find(({ name }) => name === context.query['group'])
    const shown = chosen ? [chosen] : groups
    const count = shown.reduce((sum, { orders }) => sum + orders.length, 0)
    const isBench = context.actor.role === 'dispenser'
    return {
      title: isBench ? 'Your bench' : 'Orders to work on',
      state: {
        counts: Object.fromEntries(groups.map(({ name, orders }) => [name, orders.length])),
      },
      print: {
        lead: leadOf(groups),
        groups: filtersOf(groups, chosen?.name),
        list: count > 0 ? tableOf(context, shown, await casesOf(context)) : undefined,
        shelf: await shelfPanel(context),
      },
      offers: await context.offersToCreate('order', {}),
      links: [
        { rel: 'orders', href: '/orders', title: 'All orders' },
        { rel: 'catalogue', href: '/catalogue', title: 'The shelf' },
      ],
      embedded: {
        order: shown.flatMap(({ name, orders }) =>
          orders.map(({ id, number, patient, state }) => ({
            href: context.href(orderStream(id)),
            number,
            patient,
            state,
            group: name,
          })),
        ),
      },
    }
  },
}
