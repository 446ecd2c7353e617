import type { Page, PageContext, Representation } from '#kernel/page.ts'
import { mayAct } from '#modules/people/published.ts'
import {
  isOverState,
  type OrderRow,
  ordersByState,
  ordersCountOf,
  ordersPage,
} from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { orderStatus, orderStatusForPatient, listedStates as states } from './order-status.ts'

const pageLength = 50
const beyondAll = Number.MAX_SAFE_INTEGER

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
      { title: 'Order', kind: 'time' },
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
    past: isOverState(order.state),
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
      { title: 'Order', kind: 'time' },
      { title: 'For', kind: 'name' },
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

/** A page of orders, newest first, and the way to those before them. */
async function pageOfOrders(
  context: PageContext,
  { state, patient }: { readonly state?: string | undefined; readonly patient: string | undefined },
) {
  const asked = { state, patient, before: askedBefore(context), limit: pageLength + 1 }
  const found = await context.ask(ordersPage(asked))
  const orders = found.slice(0, pageLength)
  const last = found.length > pageLength ? orders.at(-1) : undefined
  const named = patient && patient !== context.actor.id
  const filter = { ...(state ? { state } : {}), ...(named ? { patient } : {}) }
  const href = `/orders?${new URLSearchParams({ ...filter, before: String(last?.number ?? 0) })}`
  return { orders, next: last ? { href, title: 'Earlier orders' } : undefined }
}

/** Whose orders a patient asks for, their own or those of somebody they act for, and whether they may order. */
async function whoseOrders(context: PageContext) {
  const { actor, query } = context
  const asked = query['patient']
  if (asked === undefined || asked === actor.id) return { id: actor.id, mayOrder: true }
  const standing = await context.actingFor(asked)
  const mayOrder = mayAct({ standing }, 'proxy-book')
  return mayOrder || mayAct({ standing }, 'proxy-collect') ? { id: asked, mayOrder } : undefined
}

async function ownOrders(context: PageContext): Promise<Representation | undefined> {
  const whose = await whoseOrders(context)
  if (!whose) return undefined
  const { id } = whose
  const own = id === context.actor.id
  const { orders, next } = await pageOfOrders(context, { patient: id })
  const count = await context.ask(ordersCountOf(id))
  return {
    title: own ? 'Your orders' : `Orders for ${context.say.name(id)}`,
    state: { count: count.all },
    print: {
      list: orders.length > 0 ? patientTable(context, orders) : undefined,
      pages: next ? { on: next } : undefined,
      isPatient: true,
    },
    offers: whose.mayOrder ? await context.offersToCreate('order', own ? {} : { patient: id }) : [],
    links: [
      { rel: 'catalogue', href: '/catalogue', title: 'What you can order' },
      { rel: 'quotes', href: '/quotes', title: 'What would it cost?' },
      ...(next ? [{ rel: 'next', ...next }] : []),
    ],
    embedded: { order: orders.map((order) => embeddedOrder(context, order)) },
  }
}

async function allOrders(context: PageContext) {
  const [state, patient] = [askedState(context), context.query['patient']]
  const { orders, next } = await pageOfOrders(context, { state, patient })
  return {
    title: patient ? `Orders for ${context.say.name(patient)}` : 'All orders',
    back: { rel: 'queue', href: '/queue', title: 'Orders to work on' },
    state: { count: orders.length },
    print: {
      list: orders.length > 0 ? staffTable(context, orders) : undefined,
      states: patient ? undefined : await filtersOf(context, state),
      pages: next ? { on: next } : undefined,
      isPatient: false,
    },
    offers: await context.offersToCreate('order', {}),
    links: next ? [{ rel: 'next', ...next }] : [],
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
