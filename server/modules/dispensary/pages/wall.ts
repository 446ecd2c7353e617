import type { Page, PageContext } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import { type GroupedOrder, type OrderGroup, ordersToWorkOn } from '../projections/order-groups.ts'
import { benchChanges, scannedBy } from './bench.ts'
import { byUrgency } from './queue-groups.ts'
import { sinceWhen } from './queue-rows.ts'

/** As many as stand on a screen in letters that are read from across the room. */
const shownMax = 8

const columns: readonly { readonly group: OrderGroup; readonly title: string }[] = [
  { group: 'prepare', title: 'To prepare' },
  { group: 'preparing', title: 'In preparation' },
  { group: 'ready', title: 'Ready' },
]

function remarkOf(context: PageContext, order: GroupedOrder): string {
  const { readyAt, shelf, promisedAt, state } = order
  if (state === 'ready') return shelf ? `Shelf ${shelf}` : sinceWhen(context, readyAt ?? context.at)
  if (promisedAt === null) return ''
  return promisedAt < context.at ? 'late' : `by ${sinceWhen(context, promisedAt)}`
}

function columnOf(context: PageContext, title: string, orders: readonly GroupedOrder[]) {
  const count = orders[0]?.count ?? 0
  const rest = count - orders.length
  return {
    title,
    count,
    orders: orders.map((order) => ({
      number: String(order.number),
      initials: fill('{patient:initials}', { patient: order.patient }, context.say),
      remark: remarkOf(context, order),
      isLate: order.state !== 'ready' && (order.promisedAt ?? context.at) < context.at,
    })),
    rest: rest > 0 ? `and ${rest} more` : '',
  }
}

/**
 * The bench in large type, for a screen on the wall: of people it shows the number of their order and
 * their initials. It comes again by itself when something changed.
 */
export const wallPage: Page = {
  path: '/queue/wall',
  view: 'dispensary/wall.njk',
  by: { ...scannedBy, kiosk: 'clinic' },
  changes: benchChanges,
  async read(context) {
    const found = await context.ask(ordersToWorkOn(context.at, { skip: 0, limit: shownMax }))
    const sorted = found.toSorted(byUrgency(context.actor.id))
    const byGroup = Map.groupBy(sorted, ({ group }) => group)
    const shown = columns.map(({ group, title }) =>
      columnOf(context, title, byGroup.get(group) ?? []),
    )
    return {
      title: 'Orders on the wall',
      state: { columns: shown.map(({ title, count }) => ({ title, count })) },
      print: { shown, time: context.say.time(context.at).text },
      links: [{ rel: 'queue', href: '/queue', title: 'The bench' }],
    }
  },
}
