import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { type OrderState, overStates } from './order-queries.ts'

type HandedLine = { readonly item: string; readonly name: string; readonly left: number }

/** The lines of an order as choices, each with how many pieces of it the patient has. */
export function handedLineOptions(order: string): Query<readonly Option[]> {
  const found = rows<HandedLine>(
    `SELECT l.item, COALESCE(l.name, i.name) AS name, l.ready - COALESCE(l.returned, 0) AS left
      FROM {order_lines} l JOIN {items} i ON i.id = l.item
      WHERE l.order_id = ? AND l.ready > COALESCE(l.returned, 0) ORDER BY l.line`,
    order,
  )
  return mapQuery(found, (lines) =>
    lines.map(({ item, name, left }) => ({ value: item, text: `${left} ${name}` })),
  )
}

/** Which items of an order may come back once they were handed over. */
export function returnableIn(order: string): Query<ReadonlySet<string>> {
  const found = rows<{ readonly item: string }>(
    `SELECT l.item FROM {order_lines} l JOIN {items} i ON i.id = l.item
      WHERE l.order_id = ? AND i.returnable = 1`,
    order,
  )
  return mapQuery(found, (lines) => new Set(lines.map(({ item }) => item)))
}

/** The order that makes a line of another again and is not over yet, where there is one. */
export function openRemakeOf(
  order: string,
  item: string,
): Query<{ readonly id: string; readonly number: number; readonly state: OrderState } | undefined> {
  return row(
    `SELECT o.id, o.number, o.state FROM {remakes} r JOIN {orders} o ON o.id = r.remade_as
      WHERE r.order_id = ? AND r.item = ? AND o.state NOT IN ${overStates} LIMIT 1`,
    order,
    item,
  )
}
