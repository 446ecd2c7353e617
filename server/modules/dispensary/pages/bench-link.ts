import type { Link, PageContext } from '#kernel/page.ts'
import { scannedBy } from '../bench.ts'
import type { OrderRow } from '../projections/order-queries.ts'

/** The way back to the order's row on the bench, for those who work there; its next task has the focus. */
export function backToBench({ actor }: PageContext, { number }: OrderRow): readonly Link[] {
  if (!Object.hasOwn(scannedBy, actor.role)) return []
  return [{ rel: 'queue', href: `/queue#order-${number}`, title: 'Back to the bench' }]
}
