import type { Link, PageContext } from '#kernel/page.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { scannedBy } from './bench.ts'
import { seeOrder } from './place-order-result.ts'

/** The way back to the order's row on the bench, for those who work there; its next task has the focus. */
export function backToBench({ actor }: PageContext, { number }: OrderRow): readonly Link[] {
  if (!Object.hasOwn(scannedBy, actor.role)) return []
  return [{ rel: 'queue', href: `/queue#order-${number}`, title: 'Back to the bench' }]
}

/** The ways on from what was done with an order: back to the bench first, for whoever came from there. */
export function waysFromBench(context: PageContext, order: OrderRow) {
  const bench = backToBench(context, order)
  return {
    links: [...bench, seeOrder(context, order)],
    ...(bench[0] ? { back: bench[0] } : {}),
  }
}
