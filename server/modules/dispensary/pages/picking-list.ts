import type { Page, PageContext } from '#kernel/page.ts'
import { longDay } from '#values/local-time.ts'
import { type GroupedOrder, ordersToWorkOn } from '../projections/order-groups.ts'
import { type OrderLineRow, orderLines } from '../projections/order-line-queries.ts'
import { lotsToPick, type PickableLot } from '../projections/pick-queries.ts'
import { scannedBy } from './bench.ts'

/** A walk along the shelf is for no more orders than two hands carry. */
const ordersMost = 20

type Picked = GroupedOrder & {
  readonly lines: readonly OrderLineRow[]
  readonly lots: readonly PickableLot[]
}

// What expires first is taken first; where that lot is too small, the form of the order names the next.
function lotText(lots: readonly PickableLot[], item: string): string {
  const first = lots.find((one) => one.item === item)
  if (!first) return ''
  return first.expires ? `${first.lot}, good until ${longDay(first.expires)}` : first.lot
}

function orderView({ say, actor }: PageContext, order: Picked) {
  const by = order.claimedBy === actor.id ? 'you' : say.name(order.claimedBy ?? '')
  return {
    number: String(order.number),
    name: say.name(order.patient),
    by: order.claimedBy ? `in preparation by ${by}` : 'nobody has begun it',
    lines: order.lines.map(({ item, quantity, name, unit, code, stocked }) => ({
      quantity: String(quantity),
      name,
      unit,
      code,
      lot: stocked === 0 ? 'Made to order' : lotText(order.lots, item),
    })),
  }
}

/** What is to be fetched from the shelf, order by order, for paper: the reader's own orders first. */
export const pickingListPage: Page = {
  path: '/queue/picking-list',
  view: 'dispensary/picking-list.njk',
  by: scannedBy,
  async read(context) {
    const { actor, at, say } = context
    const found = await context.ask(ordersToWorkOn(at, { skip: 0, limit: ordersMost }))
    const isMine = ({ claimedBy }: GroupedOrder) => claimedBy === actor.id
    const begun = found.filter(({ group }) => group === 'preparing')
    const mine = begun.filter(isMine)
    const waiting = found.filter(({ group }) => group === 'prepare')
    const chosen = [...mine, ...begun.filter((one) => !isMine(one)), ...waiting].slice(
      0,
      ordersMost,
    )
    const orders = await Promise.all(
      chosen.map(async (order) => ({
        ...order,
        lines: await context.ask(orderLines(order.id)),
        lots: await context.ask(lotsToPick(order.id, at)),
      })),
    )
    return {
      title: 'Picking list',
      back: { rel: 'queue', href: '/queue', title: 'Orders' },
      state: { orders: chosen.map(({ number }) => number) },
      print: {
        lead: `As of ${say.moment(at).text}, for ${orders.length === 1 ? '1 order' : `${orders.length} orders`}.`,
        orders: orders.map((order) => orderView(context, order)),
      },
    }
  },
}
