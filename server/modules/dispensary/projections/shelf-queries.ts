import { type Query, rows } from '#kernel/query.ts'
import type { LotPick } from '../fulfilment-events.ts'

/** What of an item an order has been handed out and has not given back, by lot; the first given first. */
export function handedOutTo(item: string, order: string): Query<readonly LotPick[]> {
  return rows<LotPick>(
    `SELECT lot, quantity - returned AS quantity FROM {item_handed_out}
      WHERE item = ? AND order_id = ? AND quantity > returned ORDER BY position, lot`,
    item,
    order,
  )
}
