import type { Page, PageContext } from '#kernel/page.ts'
import { orderStream } from '../published.ts'
import { benchChanges, scannedBy } from './bench.ts'
import { type Group, groupsOf, hrefOf, pageAsked, pagesOf, restOf } from './queue-groups.ts'
import { type Cases, casesOf, rowOf } from './queue-rows.ts'
import { shelfPanel } from './shelf-panel.ts'

async function groupTable(context: PageContext, group: Group, cases: Cases) {
  return {
    heading: group.title,
    count: group.count,
    rows: await Promise.all(group.orders.map((order) => rowOf(context, order, cases))),
  }
}

async function tableOf(
  context: PageContext,
  groups: readonly Group[],
  cases: Cases,
  chosen: Group | undefined,
) {
  const there = groups.filter(({ orders }) => orders.length > 0)
  const filled = await Promise.all(there.map((group) => groupTable(context, group, cases)))
  return {
    caption: 'Orders to work on, by what they need; in each group what was promised first is first',
    tall: true,
    columns: [
      { title: 'Order', kind: 'time' },
      { title: 'For', kind: 'name' },
      { title: 'What', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'State', kind: 'status' },
      { title: 'What to do', kind: 'action', hidden: true },
    ],
    groups: filled.map((group, index) => {
      const of = there[index]
      return { ...group, ...(chosen || !of ? {} : restOf(of)) }
    }),
  }
}

const elsewhere = [
  {
    rel: 'picking-list',
    href: '/queue/picking-list',
    title: 'Picking list',
    remark: 'What to fetch from the shelf, to print',
  },
  { rel: 'labels', href: '/queue/labels', title: 'Labels', remark: 'For what is ready, to print' },
  { rel: 'wall', href: '/queue/wall', title: 'On the wall', remark: 'In letters for a big screen' },
  {
    rel: 'kiosk',
    href: '/kiosk',
    title: 'The kiosk',
    remark: 'Where people collect with their code',
  },
]

// Of what seldom happens nothing is said while there is none.
const always = ['preparing', 'prepare', 'ready', 'stuck']

function filtersOf(groups: readonly Group[], chosen: string | undefined) {
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  const named = groups.filter(
    ({ name, count }) => count > 0 || name === chosen || always.includes(name),
  )
  return [
    { href: '/queue', title: 'All', count: all, current: chosen === undefined },
    ...named.map((group) => ({
      href: hrefOf(group, 1),
      title: group.title,
      count: group.count,
      current: chosen === group.name,
    })),
  ]
}

function leadOf(context: PageContext, groups: readonly Group[]): string {
  const of = (name: string) => groups.find((one) => one.name === name)
  const count = (name: string) => of(name)?.count ?? 0
  const late = of('prepare')?.orders.filter(
    ({ promisedAt }) => (promisedAt ?? context.at) < context.at,
  )
  const parts = [
    `${count('prepare')} to prepare`,
    ...(late && late.length > 0 ? [`${late.length} of them late`] : []),
    `${count('preparing')} in preparation`,
    `${count('ready')} ready to collect`,
    ...(count('stuck') > 0 ? [`${count('stuck')} stuck`] : []),
  ]
  return `${parts.join(', ')}.`
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

/** What the staff have to do with orders, oldest first, with the shelf beside it. */
export const queuePage: Page = {
  path: '/queue',
  view: 'dispensary/queue.njk',
  by: scannedBy,
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
        lead: leadOf(context, groups),
        groups: filtersOf(groups, chosen?.name),
        list: isAny ? await tableOf(context, shown, cases, chosen) : undefined,
        pages,
        shelf: await shelfPanel(context),
        isBench,
        elsewhere,
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
