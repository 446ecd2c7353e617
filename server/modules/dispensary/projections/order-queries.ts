import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'

/** How an order stands; the first eight are still to be worked on. */
export type OrderState =
  | 'placed'
  | 'confirmed'
  | 'preparing'
  | 'picking'
  | 'ready'
  | 'handing-over'
  | 'cancelling'
  | 'putting-back'
  | 'handed-over'
  | 'collected'
  | 'denied'
  | 'cancelled'
  | 'lapsed'
  | 'undone'
  | 'settled'

const over: readonly string[] = [
  'handed-over',
  'collected',
  'denied',
  'cancelled',
  'lapsed',
  'undone',
  'settled',
]

/** Whether nothing is to be done with an order in this state any more. */
export function isOverState(state: string): boolean {
  return over.includes(state)
}

/** The states of an order that is over, as a list in SQL. */
export const overStates = `(${over.map((state) => `'${state}'`).join(', ')})`

/** An order as lists show it. Times in ms, the total in minor units. */
export type OrderRow = {
  readonly id: string
  readonly number: number
  readonly patient: string
  readonly state: OrderState
  readonly total: number
  /** Why it was denied, as a refusal's code. */
  readonly code: string | null
  /** The lines in words: "2 emollient cream, 1 tape". */
  readonly what: string | null
  readonly placedBy: string
  readonly placedAt: number
  readonly changedAt: number
  /** By when it is promised to be ready; empty until it is confirmed. */
  readonly promisedAt: number | null
  /** Who prepares it or prepared it, and since when. */
  readonly claimedBy: string | null
  readonly claimedAt: number | null
  /** Since when it is ready, and on which collection shelf. */
  readonly readyAt: number | null
  readonly shelf: string | null
  readonly handedOverAt: number | null
  /** How its process stands. */
  readonly process: 'running' | 'compensating' | 'stuck' | 'ended' | null
  readonly step: string | null
  readonly error: string | null
  /** The number of the order that mended a denied one, where one did. */
  readonly mendedBy: number | null
}

const linesInWords = `SELECT string_agg(CAST(l.quantity AS TEXT) || ' ' || COALESCE(l.name, i.name), ', ' ORDER BY l.line)
  FROM {order_lines} l JOIN {items} i ON i.id = l.item WHERE l.order_id = o.id`

const mendedBy = `SELECT MAX(n.number) FROM {reorders} r JOIN {orders} n ON n.id = r.reordered_as
  WHERE r.order_id = o.id AND n.state NOT IN ('denied', 'cancelled')`

/** What every list of orders selects; `o` is the order, `p` its process. */
export const orderColumns = `o.id, o.number, o.patient, o.state, o.total, o.code, (${linesInWords}) AS what,
  o.placed_by AS "placedBy", o.placed_at AS "placedAt", o.changed_at AS "changedAt",
  o.promised_at AS "promisedAt", o.claimed_by AS "claimedBy", o.claimed_at AS "claimedAt", o.ready_at AS "readyAt", o.shelf,
  o.handed_over_at AS "handedOverAt",
  p.state AS process, p.step, p.error, (${mendedBy}) AS "mendedBy"`

/** Joins to an order, as `o`, its process, as `p`. */
export const withProcess = `LEFT JOIN {processes} p ON p.stream = 'process.order-' || o.id`

const orderSelect = `SELECT ${orderColumns} FROM {orders} o ${withProcess}`

function orders(tail: string, ...args: Value[]): Query<readonly OrderRow[]> {
  return rows<OrderRow>(`${orderSelect} ${tail}`, ...args)
}

/** The orders of one person, newest first; at most `limit` where it is given. */
export function ordersOf(person: string, limit?: number): Query<readonly OrderRow[]> {
  const tail = 'WHERE o.patient = ? ORDER BY o.placed_at DESC, o.number DESC'
  return limit === undefined ? orders(tail, person) : orders(`${tail} LIMIT ?`, person, limit)
}

/** The orders with these ids. */
export function ordersNamed(ids: readonly string[]): Query<readonly OrderRow[]> {
  const places = ids.map(() => '?').join(', ') || 'NULL'
  return orders(`WHERE o.id IN (${places})`, ...ids)
}

/** The orders on which something is still to be done, oldest first. */
export function openOrders(): Query<readonly OrderRow[]> {
  return orders(`WHERE o.state NOT IN ${overStates} ORDER BY o.placed_at, o.number`)
}

/** The newest `limit` of a person's orders on which something is still to be done. */
export function openOrdersOf(person: string, limit: number): Query<readonly OrderRow[]> {
  return orders(
    `WHERE o.patient = ? AND o.state NOT IN ${overStates} ORDER BY o.placed_at DESC, o.number DESC LIMIT ?`,
    person,
    limit,
  )
}

/** The order that has been stuck for longest, where one is. */
export function oldestStuckOrder(): Query<OrderRow | undefined> {
  return mapQuery(
    orders(
      `WHERE o.state NOT IN ${overStates} AND p.state = 'stuck' ORDER BY o.placed_at, o.number LIMIT 1`,
    ),
    (found) => found[0],
  )
}

/** One page of orders, newest first: those with a number below `before`, of one state and one person or any. */
export function ordersPage(asked: {
  readonly state?: string | undefined
  readonly patient?: string | undefined
  readonly before: number
  readonly limit: number
}): Query<readonly OrderRow[]> {
  const { state, patient, before, limit } = asked
  const wheres = [
    'o.number < ?',
    ...(state ? ['o.state = ?'] : []),
    ...(patient ? ['o.patient = ?'] : []),
  ]
  const args = [before, ...(state ? [state] : []), ...(patient ? [patient] : []), limit]
  return orders(`WHERE ${wheres.join(' AND ')} ORDER BY o.number DESC LIMIT ?`, ...args)
}

/** When an order of this person's was prepared or handed over last, in ms. */
export function lastCareOf(person: string): Query<number | undefined> {
  const found = row<{ at: number | null }>(
    `SELECT MAX(changed_at) AS at FROM {orders} WHERE patient = ? AND state NOT IN ('placed', 'denied', 'cancelled')`,
    person,
  )
  return mapQuery(found, (one) => one?.at ?? undefined)
}

/** How many orders a person has placed so far, and on how many something is still to be done. */
export function ordersCountOf(
  person: string,
): Query<{ readonly all: number; readonly open: number }> {
  const counted = row<{ count: number; open: number }>(
    `SELECT COUNT(*) AS count, COUNT(*) FILTER (WHERE state NOT IN ${overStates}) AS open
      FROM {orders} WHERE patient = ?`,
    person,
  )
  return mapQuery(counted, (found) => ({
    all: Number(found?.count ?? 0),
    open: Number(found?.open ?? 0),
  }))
}

/** How many orders stand in each state. */
export function ordersByState(): Query<Readonly<Record<string, number>>> {
  return mapQuery(
    rows<{ state: string; count: number }>(
      'SELECT state, COUNT(*) AS count FROM {orders} GROUP BY state',
    ),
    (found) => Object.fromEntries(found.map(({ state, count }) => [state, Number(count)])),
  )
}

/** One order by its id. */
export function orderById(id: string): Query<OrderRow | undefined> {
  return row<OrderRow>(`${orderSelect} WHERE o.id = ?`, id)
}

/** The order of that number, as people say it. */
export function orderByNumber(number: number): Query<OrderRow | undefined> {
  return row<OrderRow>(`${orderSelect} WHERE o.number = ?`, number)
}

/** The order that came of trying a denied one again, if that one was not denied as well. */
export function reorderOf(
  order: string,
): Query<{ readonly id: string; readonly number: number; readonly state: OrderState } | undefined> {
  return row(
    `SELECT o.id, o.number, o.state FROM {reorders} r JOIN {orders} o ON o.id = r.reordered_as
      WHERE r.order_id = ? AND o.state NOT IN ('denied', 'cancelled') ORDER BY r.at DESC LIMIT 1`,
    order,
  )
}
