import type { Page, PageChanges, PageContext } from '#kernel/page.ts'
import { openCasesAbout } from '#modules/help-desk/published.ts'
import { topUpAndReorder } from '../intents/top-up-and-reorder.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { isStuck, orderStatus } from './order-status.ts'
import { type Group, groupsOf, hrefOf, pageAsked, pagesOf, restOf } from './queue-groups.ts'
import { shelfPanel } from './shelf-panel.ts'
import type { Status } from './shelf-words.ts'

/** The case about each stuck order that is shown, by the stream of its process. */
async function casesOf(context: PageContext, groups: readonly Group[]) {
  const stuck = groups.flatMap(({ orders }) => orders.filter(isStuck))
  const cases = await context.ask(openCasesAbout(stuck.map(({ id }) => `process.order-${id}`)))
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

function tableOf(
  context: PageContext,
  groups: readonly Group[],
  cases: Cases,
  chosen: Group | undefined,
) {
  return {
    caption: 'Orders to work on, oldest first',
    tall: true,
    columns: [
      { title: 'Order', kind: 'time' },
      { title: 'For', kind: 'name' },
      { title: 'What', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'State', kind: 'status' },
      { title: 'What to do', kind: 'action', hidden: true },
    ],
    groups: groups
      .filter(({ orders }) => orders.length > 0)
      .map((group) => ({
        heading: group.title,
        count: group.count,
        rows: group.orders.map((order) => rowOf(context, order, cases)),
        ...(chosen ? {} : restOf(group)),
      })),
  }
}

function filtersOf(groups: readonly Group[], chosen: string | undefined) {
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  return [
    { href: '/queue', title: 'All', count: all, current: chosen === undefined },
    ...groups.map((group) => ({
      href: hrefOf(group, 1),
      title: group.title,
      count: group.count,
      current: chosen === group.name,
    })),
  ]
}

function leadOf(groups: readonly Group[]): string {
  const count = (name: string) => groups.find((one) => one.name === name)?.count ?? 0
  const stuck = count('stuck') > 0 ? `, ${count('stuck')} stuck` : ''
  return `${count('prepare')} to prepare${stuck}, ${count('moving')} on their way.`
}

function embeddedOrders(context: PageContext, { name, orders }: Group) {
  return orders.map(({ id, number, patient, state }) => ({
    href: context.href(orderStream(id)),
    number,
    patient,
    state,
    group: name,
  }))
}

const benchChanges: PageChanges = {
  of: 'order',
  news: ['OrderConfirmed'],
  others: [
    'PreparationStarted',
    'PreparationPutBack',
    'PreparationTakenOver',
    'OrderReady',
    'OrderNotReady',
    'OrderHandedOver',
    'OrderCollected',
    'OrderCancelled',
    'OrderLapsed',
  ],
  words: (news) =>
    news === 0 ? 'Some orders changed' : news === 1 ? '1 new order' : `${news} new orders`,
}

/** What the staff have to do with orders, oldest first, with the shelf beside it. */
export const queuePage: Page = {
  path: '/queue',
  view: 'dispensary/queue.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  changes: benchChanges,
  async read(context) {
    const page = pageAsked(context)
    const groups = await groupsOf(context, page)
    const chosen = groups.find(({ name }) => name === context.query['group'])
    const shown = chosen ? [chosen] : groups
    const isAny = shown.some(({ orders }) => orders.length > 0)
    const cases = await casesOf(context, shown)
    const pages = pagesOf(chosen, page)
    const isBench = context.actor.role === 'dispenser'
    return {
      title: isBench ? 'Your bench' : 'Orders to work on',
      state: { counts: Object.fromEntries(groups.map(({ name, count }) => [name, count])) },
      print: {
        lead: leadOf(groups),
        groups: filtersOf(groups, chosen?.name),
        list: isAny ? tableOf(context, shown, cases, chosen) : undefined,
        pages,
        shelf: await shelfPanel(context),
      },
      offers: await context.offersToCreate('order', {}),
      links: [
        { rel: 'orders', href: '/orders', title: 'All orders' },
        { rel: 'catalogue', href: '/catalogue', title: 'The shelf' },
        ...(pages?.back ? [{ rel: 'prev', ...pages.back }] : []),
        ...(pages?.on ? [{ rel: 'next', ...pages.on }] : []),
      ],
      embedded: { order: shown.flatMap((group) => embeddedOrders(context, group)) },
    }
  },
}
