import { mapQuery, type Query, rows, type Value } from '#kernel/query.ts'
import { type OrderRow, orderColumns, overStates, withProcess } from './order-queries.ts'

/** What an order waits for, or how it ended. */
export type OrderGroup =
  | 'stuck'
  | 'prepare'
  | 'preparing'
  | 'ready'
  | 'moving'
  | 'denied'
  | 'cancelled'
  | 'done'

/** An order of a list in groups, with the number of orders in its whole group. */
export type GroupedOrder = OrderRow & { readonly group: OrderGroup; readonly count: number }

const groupOf = `CASE WHEN o.state IN ('denied', 'cancelled') THEN o.state WHEN o.state IN ${overStates} THEN 'done'
  WHEN p.state = 'stuck' THEN 'stuck' WHEN o.state = 'confirmed' THEN 'prepare' WHEN o.state = 'preparing' THEN 'preparing'
  WHEN o.state = 'ready' THEN 'ready' ELSE 'moving' END`

type Window = {
  readonly order: 'newest' | 'promised'
  readonly skip: number
  readonly limit: number
}

// What is not confirmed yet is promised for no time: it counts from when it was placed.
const windows = {
  newest: 'placed_at DESC, number DESC',
  promised: 'COALESCE(promised_at, placed_at), number',
} as const

/**
 * Up to `limit` orders of each group after the first `skip`: the newest, or what was promised first. Told
 * oldest first. Only these are read whole: thousands may stand behind them.
 */
function byGroup(
  where: string,
  args: readonly Value[],
  { order, skip, limit }: Window,
): Query<readonly GroupedOrder[]> {
  const by = windows[order]
  const placed = `SELECT id, "group", COUNT(*) OVER (PARTITION BY "group") AS count,
    ROW_NUMBER() OVER (PARTITION BY "group" ORDER BY ${by}) AS place
    FROM (SELECT o.id, o.placed_at, o.promised_at, o.number, ${groupOf} AS "group" FROM {orders} o ${withProcess} WHERE ${where}) grouped`
  const found = rows<GroupedOrder>(
    `SELECT ${orderColumns}, placed."group", placed.count FROM (${placed}) placed
      JOIN {orders} o ON o.id = placed.id ${withProcess}
      WHERE placed.place > ? AND placed.place <= ? ORDER BY o.placed_at, o.number`,
    ...args,
    skip,
    skip + limit,
  )
  return mapQuery(found, (all) => all.map((one) => ({ ...one, count: Number(one.count) })))
}

/** The orders placed from a time to before another, in ms: the newest `limit` of each group. */
export function ordersOfTheDay(
  from: number,
  to: number,
  limit: number,
): Query<readonly GroupedOrder[]> {
  const where = 'o.placed_at >= ? AND o.placed_at < ?'
  return byGroup(where, [from, to], { order: 'newest', skip: 0, limit })
}

// What was ordered again with success needs nobody any more.
const toWorkOn = `o.state NOT IN ${overStates} OR (o.state = 'denied' AND o.changed_at >= ?
  AND NOT EXISTS (SELECT 1 FROM {reorders} r JOIN {orders} n ON n.id = r.reordered_as
    WHERE r.order_id = o.id AND n.state NOT IN ('denied', 'cancelled')))`

/** The orders that need somebody, or were denied since a time (ms): of each group the `limit` promised first after `skip`. */
export function ordersToWorkOn(
  deniedSince: number,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Query<readonly GroupedOrder[]> {
  return byGroup(toWorkOn, [deniedSince], { order: 'promised', skip, limit })
}

/** How many of these there are in each group. */
export function ordersToWorkOnCounts(
  deniedSince: number,
): Query<Readonly<Partial<Record<OrderGroup, number>>>> {
  const counted = rows<{ readonly group: OrderGroup; readonly count: number }>(
    `SELECT "group", COUNT(*) AS count FROM (SELECT ${groupOf} AS "group" FROM {orders} o ${withProcess} WHERE ${toWorkOn}) grouped
      GROUP BY "group"`,
    deniedSince,
  )
  return mapQuery(counted, (found) =>
    Object.fromEntries(found.map(({ group, count }) => [group, Number(count)])),
  )
}

/** An order that lies ready, and since when (ms). */
export type WaitingOrder = {
  readonly id: string
  readonly patient: string
  readonly readyAt: number
}

/** The orders that have been ready since before a time (ms), the oldest first: at most so many. */
export function readySinceBefore(time: number, limit: number): Query<readonly WaitingOrder[]> {
  return rows(
    `SELECT id, patient, ready_at AS "readyAt" FROM {orders} WHERE state = 'ready' AND ready_at < ?
     ORDER BY ready_at, number LIMIT ?`,
    time,
    limit,
  )
}

/** The ids of the orders that wait to be collected. */
export function readyOrders(): Query<readonly string[]> {
  const found = rows<{ id: string }>("SELECT id FROM {orders} WHERE state = 'ready'")
  return mapQuery(found, (all) => all.map(({ id }) => id))
}
