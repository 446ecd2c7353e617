import type { Need } from '#kernel/page.ts'
import {
  type GroupedOrder,
  isOverState,
  type OrderGroup,
  type OrderRow,
  orderStream,
  ordersOfTheDay,
} from '#modules/dispensary/published.ts'
import { dayOf, endOfDay, startOfDay } from '#values/local-time.ts'
import { creatingOffers } from '#web/home/creating.ts'
import { firstMinute } from '#web/home/first-minute.ts'
import { statusOf } from '#web/home/order-words.ts'
import { dayText } from '#web/moments.ts'
import { onlyReachable } from '#web/reachable.ts'
import { sendPage } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

const columns = [
  { title: 'Placed', kind: 'time' },
  { title: 'For', kind: 'text' },
  { title: 'What', kind: 'text' },
  { title: 'Total', kind: 'number' },
  { title: 'How it stands', kind: 'status' },
]

/** How many orders of a group are shown, the newest; the others are a link away. */
const shownMax = 50

// What needs somebody comes first.
const groups: readonly {
  readonly name: OrderGroup
  readonly heading: string
  readonly all: string
}[] = [
  { name: 'stuck', heading: 'Stuck', all: '/queue?group=stuck' },
  { name: 'moving', heading: 'Under way', all: '/orders?state=placed' },
  { name: 'prepare', heading: 'On the bench', all: '/orders?state=confirmed' },
  { name: 'preparing', heading: 'Being prepared', all: '/orders?state=preparing' },
  { name: 'ready', heading: 'Ready', all: '/orders?state=ready' },
  { name: 'denied', heading: 'Not ordered', all: '/orders?state=denied' },
  { name: 'cancelled', heading: 'Over', all: '/orders?state=cancelled' },
  { name: 'done', heading: 'Done', all: '/orders?state=handed-over' },
]

function rowOf(visit: Visit, order: OrderRow): object {
  const { say, site } = visit
  return {
    past: isOverState(order.state),
    cells: [
      { text: say.time(order.placedAt).text, strong: true },
      {
        text: say.name(order.patient),
        href: site.map.href(orderStream(order.id)) ?? '/',
        remark: `order ${order.number}`,
      },
      { text: order.what ?? '' },
      { text: say.money(order.total).text },
      { status: statusOf(order) },
    ],
  }
}

function tableOf(visit: Visit, orders: readonly GroupedOrder[]): object {
  const grouped = Map.groupBy(orders, ({ group }) => group)
  return {
    caption: 'Orders of today',
    columns,
    headless: true,
    groups: groups.flatMap(({ name, heading, all }) => {
      const shown = grouped.get(name) ?? []
      const count = shown[0]?.count ?? 0
      const rest = count - shown.length
      const more = rest > 0 ? { more: { href: all, title: `And ${rest} more` } } : {}
      return count > 0
        ? [{ heading, count, rows: shown.map((order) => rowOf(visit, order)), ...more }]
        : []
    }),
  }
}

const countOf = (orders: readonly GroupedOrder[]) =>
  new Map(orders.map(({ group, count }) => [group, count]))
    .values()
    .reduce((sum, count) => sum + count, 0)

async function needsOf(visit: Visit): Promise<readonly Need[]> {
  const { site, viewer, at, say } = visit
  const queries = site.registry.modules.flatMap(
    (module) => module.needs?.(viewer.actor.role, at, say, viewer.actor.id) ?? [],
  )
  const found = await Promise.all(queries.map((query) => site.store.query(query)))
  const order = { bad: 0, wait: 1, rest: 2 }
  const sorted = found.flat().sort((a, b) => order[a.tone] - order[b.tone])
  return onlyReachable(visit, sorted)
}

function summaryOf(orders: number, needs: readonly Need[]): string {
  const count = (number: number, one: string, more: string) =>
    number === 1 ? `1 ${one}` : `${number} ${more}`
  const waiting =
    needs.length === 0
      ? 'Nothing waits for you.'
      : `${count(needs.length, 'thing waits', 'things wait')} for you.`
  const today = orders === 0 ? 'No orders yet' : count(orders, 'order', 'orders')
  return `${today} today. ${waiting}`
}

function booksOf({
  site,
  say,
}: Visit): { readonly text: string; readonly isGood: boolean } | undefined {
  const books = site.demo?.books?.()
  if (!books) return undefined
  const found =
    books.breaches === 0 ? 'nothing out of place' : `${books.breaches} things out of place`
  const events = books.events.toLocaleString('en-GB')
  return {
    text: `Books checked at ${say.time(books.at).text}: ${events} events, ${found}.`,
    isGood: books.breaches === 0,
  }
}

/** The first page of staff: the orders of the day, what needs somebody, what can be done. */
export async function sendToday(visit: Visit): Promise<void> {
  const { site, at, known } = visit
  const day = dayOf(at, known.zone)
  const [from, to] = [startOfDay(day, known.zone), endOfDay(day, known.zone)]
  const [orders, needs, offers, first] = await Promise.all([
    site.store.query(ordersOfTheDay(from, to, shownMax)),
    needsOf(visit),
    creatingOffers(visit),
    firstMinute(visit),
  ])
  const head = {
    title: 'Today',
    heading: dayText(at, known.zone),
    lead: summaryOf(countOf(orders), needs),
  }
  const main = offers.find(({ rel }) => rel === 'place-order')
  const data = await onlyReachable(visit, {
    day: tableOf(visit, orders),
    isEmpty: orders.length === 0,
    needs,
    first,
    books: booksOf(visit),
    main,
    intents: offers.filter((offer) => offer !== main),
  })
  return sendPage(visit, 200, 'home/today.njk', head, data)
}
