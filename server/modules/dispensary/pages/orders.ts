import type { Page, PageContext } from '#kernel/page.ts'
import { type OrderRow, ordersByState, ordersOf, ordersPage } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { orderStatus, orderStatusForPatient } from './order-status.ts'

const pageLength = 50
const beyondAll = Number.MAX_SAFE_INTEGER

const states = [
  { state: 'placed', title: 'On their way' },
  { state: 'confirmed', title: 'To prepare' },
  { state: 'cancelling', title: 'Being cancelled' },
  { state: 'denied', title: 'Did not go through' },
  { state: 'cancelled', title: 'Cancelled' },
] as const

function numberOf(context: PageContext, order: OrderRow) {
  const href = context.href(orderStream(order.id))
  return { text: String(order.number), href, rel: 'order' }
}

function patientTable(context: PageContext, orders: readonly OrderRow[]) {
  const { say } = context
  const rows = orders.map((order) => ({
    cells: [
      numberOf(context, order),
      { text: order.what ?? '', remark: say.day(order.placedAt).text, below: true },
      { text: say.money(order.total).text },
      { status: orderStatusForPatient(order) },
    ],
  }))
  return {
    caption: 'Your orders',
    tall: true,
    columns: [
      { title: 'Order', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'State', kind: 'status' },
    ],
    groups: [{ rows }],
  }
}

function staffTable(context: PageContext, orders: readonly OrderRow[]) {
  const { say } = context
  const rows = orders.map((order) => ({
    past: order.state === 'denied' || order.state === 'cancelled',
    cells: [
      numberOf(context, order),
      { text: say.name(order.patient), remark: say.moment(order.placedAt).text, below: true },
      { text: order.what ?? '' },
      { text: say.money(order.total).text },
      { status: orderStatus(order) },
    ],
  }))
  return {
    caption: 'Orders, newest first',
    tall: true,
    columns: [
      { title: 'Order', kind: 'text' },
      { title: 'For', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'State', kind: 'status' },
    ],
    groups: [{ rows }],
  }
}

function embeddedOrder(context: PageContext, order: OrderRow) {
  const { say } = context
  const { id, number, state, patient, what, placedAt, total } = order
  const href = context.href(orderStream(id))
  return {
    href,
    id,
    number,
    state,
    patient,
    what,
    total: say.money(total),
    placed: say.moment(placedAt),
  }
}

async function ownOrders(context: PageContext) {
  const orders = await context.ask(ordersOf(context.actor.id))
  return {
    title: 'Your orders',
    state: { count: orders.length },
    print: { list: orders.length > 0 ? patientTable(context, orders) : undefined, isPatient: true },
    offers: await context.offersToCreate('order', {}),
    links: [{ rel: 'catalogue', href: '/catalogue', title: 'What you can order' }],
    embedded: { order: orders.map((order) => embeddedOrder(context, order)) },
  }
}

function askedState({ query }: PageContext): string | undefined {
  return states.find(({ state }) => state === query['state'])?.state
}

function askedBefore({ query }: PageContext): number {
  const typed = query['before'] ?? ''
  return /^\d{1,15}$/.test(typed) ? Number(typed) : beyondAll
}

async function filtersOf(context: PageContext, chosen: string | undefined) {
  const counts = await context.ask(ordersByState())
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [
    { href: '/orders', title: 'All', count: all, current: chosen === undefined },
    ...states.map(({ state, title }) => ({
      href: `/orders?state=${state}`,
      title,
      count: counts[state] ?? 0,
      current: chosen === state,
    })),
  ]
}

async function allOrders(context: PageContext) {
  const state = askedState(context)
  const found = await context.ask(
    ordersPage({ state, before: askedBefore(context), limit: pageLength + 1 }),
  )
  const orders = found.slice(0, pageLength)
  const last = orders.at(-1)
  const isMore = found.length > pageLength && last
  const href = `/orders?${state ? `state=${state}&` : ''}before=${last?.number ?? 0}`
  return {
    title: 'All orders',
    back: { rel: 'queue', href: '/queue', title: 'Orders to work on' },
    state: { count: orders.length },
    print: {
      list: orders.length > 0 ? staffTable(context, orders) : undefined,
      states: await filtersOf(context, state),
      pages: isMore ? { on: { href, title: 'Earlier orders' } } : undefined,
      isPatient: false,
    },
    offers: await context.offersToCreate('order', {}),
    links: isMore ? [{ rel: 'next', href, title: 'Earlier orders' }] : [],
    embedded: { order: orders.map((order) => embeddedOrder(context, order)) },
  }
}

/** All orders for staff, newest first and by state; for a patient their own. */
export const ordersListPage: Page = {
  path: '/orders',
  view: 'dispensary/orders.njk',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  creates: 'order',
  read: (context) => (context.actor.role === 'patient' ? ownOrders(context) : allOrders(context)),
}
