import { mapQuery, type Query, rows } from '#kernel/query.ts'
import type { LotPick } from '../events/fulfilment-events.ts'

/** What of an item an order has been handed out and has not given back, by lot; the first given first. */
export function handedOutTo(item: string, order: string): Query<readonly LotPick[]> {
  return rows<LotPick>(
    `SELECT lot, quantity - returned AS quantity FROM {item_handed_out}
      WHERE item = ? AND order_id = ? AND quantity > returned ORDER BY position, lot`,
    item,
    order,
  )
}

/** What of an item is promised to one order, and how much of it lies in its bag; of a lot, or of all. */
export type Promised = {
  readonly order: string
  readonly number: number | null
  readonly patient: string | null
  readonly quantity: number
  readonly picked: number
}

/** To whom an item is promised, the oldest promise first. */
export function promisesOf(item: string): Query<readonly Promised[]> {
  return rows<Promised>(
    `SELECT r.order_id AS "order", o.number, o.patient, r.quantity,
       (SELECT COALESCE(SUM(p.quantity), 0) FROM {item_picks} p
         WHERE p.item = r.item AND p.order_id = r.order_id) AS picked
      FROM {item_reservations} r LEFT JOIN {orders} o ON o.id = r.order_id
      WHERE r.item = ? ORDER BY r.position`,
    item,
  )
}

/** A promise that lies in a bag; `state` is how the order stands. */
type InBag = Promised & { readonly state: string | null }

/** In whose bags pieces of a lot lie. */
export function bagsWith(item: string, lot: string): Query<readonly InBag[]> {
  return rows<InBag>(
    `SELECT p.order_id AS "order", o.number, o.patient, o.state, p.quantity, p.quantity AS picked
      FROM {item_picks} p LEFT JOIN {orders} o ON o.id = p.order_id
      WHERE p.item = ? AND p.lot = ? ORDER BY o.number`,
    item,
    lot,
  )
}

/** A lot with a last good day, which may have passed. */
export type ExpiringLot = {
  readonly item: string
  readonly code: string
  readonly name: string
  readonly lot: string
  readonly expires: string
  readonly quantity: number
}

/** Lots on the shelf whose last good day is at or before a day (YYYY-MM-DD), soonest first. */
export function lotsExpiring(until: string): Query<readonly ExpiringLot[]> {
  return rows<ExpiringLot>(
    `SELECT l.item, i.code, i.name, l.lot, l.expires, l.on_hand AS quantity FROM {item_lots} l
      JOIN {items} i ON i.id = l.item
      WHERE l.expires IS NOT NULL AND l.expires <= ? AND l.on_hand > 0 AND l.recalled = 0
      ORDER BY l.expires, i.name`,
    until,
  )
}

/** One lot as the shelf has it. */
export type LotRow = {
  readonly lot: string
  readonly expires: string | null
  readonly onHand: number
  readonly picked: number
  readonly recalled: number
}

/** The lots of an item: those that are there first, by their last good day. */
export function lotsOf(item: string): Query<readonly LotRow[]> {
  return rows<LotRow>(
    `SELECT lot, expires, on_hand AS "onHand", picked, recalled FROM {item_lots}
      WHERE item = ? AND lot <> '' ORDER BY on_hand = 0, expires IS NULL, expires, lot`,
    item,
  )
}

/** The items that have a lot of this name, as it stands on the pack or in capitals. */
export function lotsNamed(
  lot: string,
): Query<readonly { readonly item: string; readonly lot: string }[]> {
  return rows(
    'SELECT item, lot FROM {item_lots} WHERE lot IN (?, ?) ORDER BY item',
    lot,
    lot.toUpperCase(),
  )
}

/** Who was handed pieces of a lot and has not brought all of them back, the last first. Times in ms. */
export type Receiver = {
  readonly order: string
  readonly number: number | null
  readonly patient: string | null
  readonly quantity: number
  readonly returned: number
  readonly at: number
}

export function receiversOf(item: string, lot: string): Query<readonly Receiver[]> {
  return rows<Receiver>(
    `SELECT h.order_id AS "order", o.number, o.patient, h.quantity, h.returned, h.at
      FROM {item_handed_out} h LEFT JOIN {orders} o ON o.id = h.order_id
      WHERE h.item = ? AND h.lot = ? ORDER BY h.position DESC`,
    item,
    lot,
  )
}

/** One thing that came onto the shelf, left it, or was said of a lot. */
export type Movement = {
  readonly position: number
  readonly lot: string
  readonly at: number
  readonly type: string
  readonly change: number
  readonly order: string | null
  readonly number: number | null
  readonly reason: string
}

/** The movements of an item before a position, the newest first. */
export function movementsOf(
  item: string,
  before: number,
  limit: number,
): Query<readonly Movement[]> {
  return rows<Movement>(
    `SELECT m.position, m.lot, m.at, m.type, m.change, m.order_id AS "order", o.number, m.reason
      FROM {item_movements} m LEFT JOIN {orders} o ON o.id = m.order_id
      WHERE m.item = ? AND m.position < ? ORDER BY m.position DESC, m.lot LIMIT ?`,
    item,
    before,
    limit,
  )
}

/** How many pieces of each item were handed out and kept since a time (ms), by the item's id. */
export function usedSince(at: number): Query<ReadonlyMap<string, number>> {
  const found = rows<{ readonly item: string; readonly used: number }>(
    `SELECT item, -SUM(change) AS used FROM {item_movements}
      WHERE at >= ? AND type IN ('StockHandedOut', 'StockReturned') GROUP BY item`,
    at,
  )
  return mapQuery(found, (all) => new Map(all.map(({ item, used }) => [item, Number(used)])))
}
