import type { Option } from '#kernel/intent.ts'
import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'

/** An item as the catalogue shows it at one time. Price in minor units, tax rate in whole percent. */
export type ItemRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly status: 'listed' | 'withdrawn'
  readonly price: number
  /** The price before the one in force, where there was one. */
  readonly was: number | null
  readonly taxRate: number
  readonly onHand: number
  readonly reserved: number
  /** On hand less reserved. */
  readonly free: number
  readonly reorderLevel: number
  readonly stocked: boolean
  readonly lots: boolean
  readonly returnable: boolean
  readonly maxPerOrder: number
}

export type ItemForSale = Pick<
  ItemRow,
  'id' | 'code' | 'name' | 'unit' | 'price' | 'taxRate' | 'free' | 'stocked' | 'maxPerOrder'
>

const priceInForce = `SELECT p.price FROM {item_prices} p
  WHERE p.item = i.id AND p.from_at <= ? ORDER BY p.from_at DESC LIMIT 1`

const itemColumns = `i.id, i.code, i.name, i.unit, i.status, i.tax_rate AS "taxRate",
  i.on_hand AS "onHand", i.reserved, i.on_hand - i.reserved AS free, i.reorder_level AS "reorderLevel",
  i.stocked, i.lots, i.returnable, i.max_per_order AS "maxPerOrder",
  (${priceInForce}) AS price, (${priceInForce} OFFSET 1) AS was`

type Stored = Omit<ItemRow, 'stocked' | 'lots' | 'returnable'> & {
  readonly stocked: number
  readonly lots: number
  readonly returnable: number
}

function itemOf(stored: Stored): ItemRow {
  return {
    ...stored,
    stocked: stored.stocked === 1,
    lots: stored.lots === 1,
    returnable: stored.returnable === 1,
  }
}

function itemsWhere(condition: string, at: number, ...args: Value[]): Query<readonly ItemRow[]> {
  const sql = `SELECT ${itemColumns} FROM {items} i WHERE ${condition} ORDER BY i.name`
  return mapQuery(rows<Stored>(sql, at, at, ...args), (found) => found.map(itemOf))
}

const inCatalogue = (withdrawnToo: boolean) => (withdrawnToo ? '1 = 1' : "i.status = 'listed'")

/** One page of the catalogue by name, with the prices in force at a time; withdrawn items where wanted. */
export function cataloguePart(asked: {
  readonly at: number
  readonly withdrawnToo: boolean
  readonly skip: number
  readonly limit: number
}): Query<readonly ItemRow[]> {
  const { at, withdrawnToo, skip, limit } = asked
  const sql = `SELECT ${itemColumns} FROM {items} i WHERE ${inCatalogue(withdrawnToo)}
    ORDER BY i.name, i.id LIMIT ? OFFSET ?`
  return mapQuery(rows<Stored>(sql, at, at, limit, skip), (found) => found.map(itemOf))
}

/** How many items the catalogue has. */
export function catalogueCount(withdrawnToo: boolean): Query<number> {
  const sql = `SELECT COUNT(*) AS count FROM {items} i WHERE ${inCatalogue(withdrawnToo)}`
  return mapQuery(row<{ readonly count: number }>(sql), (found) => Number(found?.count ?? 0))
}

/** The items that can be ordered, with the price in force at a time in ms. */
export function itemsForSale(at: number): Query<readonly ItemForSale[]> {
  return itemsWhere("i.status = 'listed'", at)
}

/** The named items, sold or withdrawn, with the price in force at a time. */
export function itemsNamed(ids: readonly string[], at: number): Query<readonly ItemRow[]> {
  const places = ids.map(() => '?').join(', ') || 'NULL'
  return itemsWhere(`i.id IN (${places})`, at, ...ids)
}

/** What is under its reorder level, the emptiest first. */
export function lowItems(at: number): Query<readonly ItemRow[]> {
  const low = "i.status = 'listed' AND i.stocked = 1 AND i.on_hand - i.reserved < i.reorder_level"
  return mapQuery(itemsWhere(low, at), (found) =>
    found.toSorted((one, other) => one.free - other.free),
  )
}

/** The items for a list to choose from, with the price in force at a time. */
export function itemOptions(at: number): Query<readonly Option[]> {
  const sql = `SELECT i.id, i.name, (${priceInForce}) AS price FROM {items} i
    WHERE i.status = 'listed' ORDER BY i.name`
  return mapQuery(rows<Pick<ItemRow, 'id' | 'name' | 'price'>>(sql, at), (found) =>
    found.map(({ id, name, price }) => ({ value: id, text: name, amount: price })),
  )
}

/** Which item has a code, if any. */
export function itemByCode(
  code: string,
): Query<{ readonly id: string; readonly name: string } | undefined> {
  return row('SELECT id, name FROM {items} WHERE code = ?', code)
}

/** Lots whose last good day is at or before a day (YYYY-MM-DD), soonest first. */
export type ExpiringLot = {
  readonly item: string
  readonly code: string
  readonly name: string
  readonly lot: string
  readonly expires: string
  readonly quantity: number
}

export function lotsExpiring(until: string): Query<readonly ExpiringLot[]> {
  return rows<ExpiringLot>(
    `SELECT l.item, i.code, i.name, l.lot, l.expires, l.on_hand AS quantity FROM {item_lots} l
      JOIN {items} i ON i.id = l.item WHERE l.expires IS NOT NULL AND l.expires <= ? AND l.on_hand > 0 ORDER BY l.expires, i.name`,
    until,
  )
}
