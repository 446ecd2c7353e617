import type { Page, PageContext } from '#kernel/page.ts'
import { ordersToWorkOn } from '../projections/order-groups.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import { type OrderRow, orderById } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { daysAfter, keptDays } from '../rules/promise.ts'
import { barcodeOf } from './barcode.ts'
import { scannedBy } from './bench.ts'

const labelsMost = 60

async function labelOf(context: PageContext, order: OrderRow) {
  const { say } = context
  const lines = await context.ask(orderLines(order.id))
  const readyAt = order.readyAt ?? order.changedAt
  return {
    number: String(order.number),
    name: say.name(order.patient),
    shelf: order.shelf ?? '',
    lines: lines
      .map(({ quantity, ready, name }) => ({ quantity: ready ?? quantity, name }))
      .filter(({ quantity }) => quantity > 0)
      .map(({ quantity, name }) => `${quantity} ${name}`),
    until: say.day(daysAfter(readyAt, keptDays)).text,
    barcode: barcodeOf(String(order.number)),
  }
}

/** Labels for all orders that are ready, for paper: what the bag is found by, and never its code. */
export const labelsPage: Page = {
  path: '/queue/labels',
  view: 'dispensary/labels.njk',
  by: scannedBy,
  async read(context) {
    const found = await context.ask(ordersToWorkOn(context.at, { skip: 0, limit: labelsMost }))
    const ready = found.filter(({ group }) => group === 'ready')
    return {
      title: 'Labels of what is ready',
      back: { rel: 'queue', href: '/queue', title: 'Orders' },
      state: { orders: ready.map(({ number }) => number) },
      print: { labels: await Promise.all(ready.map((order) => labelOf(context, order))) },
    }
  },
}

/** The label of one order; before it is ready, and afterwards, it says that there is none. */
export const labelPage: Page = {
  path: '/orders/:id/label',
  view: 'dispensary/labels.njk',
  by: scannedBy,
  thing: 'order',
  async read(context) {
    const order = await context.ask(orderById(context.params['id'] ?? ''))
    if (!order) return undefined
    const isReady = order.state === 'ready'
    return {
      title: `Label of order ${order.number}`,
      back: {
        rel: 'order',
        href: context.href(orderStream(order.id)),
        title: `Order ${order.number}`,
      },
      state: { orders: [order.number] },
      print: { labels: isReady ? [await labelOf(context, order)] : [] },
    }
  },
}
