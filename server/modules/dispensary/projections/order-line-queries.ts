import { type Query, rows } from '#kernel/query.ts'

/** A line; what `OrderPriced` tells is empty until then, the name and unit are the item's. */
export type OrderLineRow = {
  readonly item: string
  readonly quantity: number
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly price: number | null
  readonly taxRate: number | null
  /** Whether it stands on the shelf or is made to order; empty until priced. */
  readonly stocked: number | null
  /** What of it was there when the order was ready, and why the rest was not. */
  readonly ready: number | null
  readonly shortReason: string | null
}

/** The lines of an order in their order. */
export function orderLines(order: string): Query<readonly OrderLineRow[]> {
  return rows<OrderLineRow>(
    `SELECT l.item, l.quantity, COALESCE(l.code, i.code) AS code, COALESCE(l.name, i.name) AS name,
      COALESCE(l.unit, i.unit) AS unit, l.price, l.tax_rate AS "taxRate", l.stocked, l.ready,
      l.short_reason AS "shortReason"
      FROM {order_lines} l JOIN {items} i ON i.id = l.item WHERE l.order_id = ? ORDER BY l.line`,
    order,
  )
}
