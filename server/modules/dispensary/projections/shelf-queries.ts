import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { longDay } from '#values/local-time.ts'
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

type StoredLot = {
  readonly lot: string
  readonly expires: string | null
  readonly recalled: number
}

/** The lots of an item for a list to choose from, the soonest to expire first. */
export function lotOptions(item: string): Query<readonly Option[]> {
  const sql = `SELECT lot, expires, recalled FROM {item_lots} WHERE item = ? AND lot <> ''
    ORDER BY on_hand = 0, expires IS NULL, expires, lot`
  return mapQuery(rows<StoredLot>(sql, item), (found) =>
    found.map(({ lot, expires, recalled }) => {
      const until = expires ? `, good until ${longDay(expires)}` : ''
      return { value: lot, text: `${lot}${until}${recalled ? ', recalled' : ''}` }
    }),
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

/** In whose bags pieces of a lot lie. */
export function bagsWith(item: string, lot: string): Query<readonly Promised[]> {
  return rows<Promised>(
    `SELECT p.order_id AS "order", o.number, o.patient, p.quantity, p.quantity AS picked
      FROM {item_picks} p LEFT JOIN {orders} o ON o.id = p.order_id
      WHERE p.item = ? AND p.lot = ? ORDER BY o.number`,
    item,
    lot,
  )
}
