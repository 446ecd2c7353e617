import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { clinicZone } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { expiringFirst, isGood } from '../rules/first-out.ts'

/** A line as it is to be picked: what of it is still to be had. */
export type LineToPick = {
  readonly item: string
  readonly name: string
  readonly quantity: number
  /** Whether it comes in lots. */
  readonly lotted: boolean
}

type StoredLine = Omit<LineToPick, 'lotted'> & { readonly lots: number; readonly stocked: number }

/** The lines of an order that are still to be had, in their order. */
export function linesToPick(order: string): Query<readonly LineToPick[]> {
  const found = rows<StoredLine>(
    `SELECT l.item, COALESCE(l.name, i.name) AS name, COALESCE(l.ready, l.quantity) AS quantity, i.lots, i.stocked
      FROM {order_lines} l JOIN {items} i ON i.id = l.item
      WHERE l.order_id = ? AND COALESCE(l.ready, l.quantity) > 0 ORDER BY l.line`,
    order,
  )
  return mapQuery(found, (lines) =>
    lines.map(({ lots, stocked, ...line }) => ({ ...line, lotted: lots === 1 && stocked === 1 })),
  )
}

/** The same lines as choices of a list, with how many there are to be. */
export function lineOptions(order: string): Query<readonly Option[]> {
  return mapQuery(linesToPick(order), (lines) =>
    lines.map(({ item, name, quantity }) => ({ value: item, text: `${quantity} ${name}` })),
  )
}

/** What of a lot can be picked; the lot is empty where an item has none. */
export type PickableLot = {
  readonly item: string
  readonly lot: string
  readonly expires: string | null
  readonly left: number
}

/**
 * The lots from which an order can be picked at a time (ms), those that expire first before the others:
 * what lies in the bags of other orders is left out, and what is recalled or past its day.
 */
export function lotsToPick(order: string, at: number): Query<readonly PickableLot[]> {
  const found = rows<PickableLot & { readonly zone: string; readonly recalled: number }>(
    `SELECT s.item, s.lot, s.expires, s.recalled, s.on_hand - s.picked + COALESCE(p.quantity, 0) AS "left", ${clinicZone} AS zone
      FROM {order_lines} l JOIN {item_lots} s ON s.item = l.item
      LEFT JOIN {item_picks} p ON p.item = s.item AND p.lot = s.lot AND p.order_id = l.order_id
      WHERE l.order_id = ? AND s.on_hand - s.picked + COALESCE(p.quantity, 0) > 0`,
    order,
  )
  return mapQuery(found, (lots) =>
    lots
      .filter(({ expires, recalled, zone }) =>
        isGood({ expires, recalled: recalled === 1 }, dayOf(at, zone)),
      )
      .toSorted(expiringFirst)
      .map(({ item, lot, expires, left }) => ({ item, lot, expires, left: Number(left) })),
  )
}

/** A lot in an order's bag that must not be handed out: why not, and what it is of. */
export type BadPick = {
  readonly lot: string
  readonly name: string
  readonly expires: string | null
  readonly recalled: boolean
}

/** What lies in an order's bag and must not leave it at a time (ms). */
export function badPicks(order: string, at: number): Query<readonly BadPick[]> {
  const found = rows<{
    lot: string
    name: string
    expires: string | null
    recalled: number
    zone: string
  }>(
    `SELECT p.lot, i.name, s.expires, s.recalled, ${clinicZone} AS zone FROM {item_picks} p
      JOIN {item_lots} s ON s.item = p.item AND s.lot = p.lot JOIN {items} i ON i.id = p.item
      WHERE p.order_id = ? ORDER BY i.name, p.lot`,
    order,
  )
  return mapQuery(found, (lots) =>
    lots
      .map(({ recalled, zone, ...one }) => ({ ...one, recalled: recalled === 1, zone }))
      .filter((one) => !isGood(one, dayOf(at, one.zone)))
      .map(({ lot, name, expires, recalled }) => ({ lot, name, expires, recalled })),
  )
}
