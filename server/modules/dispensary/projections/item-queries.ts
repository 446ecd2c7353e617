import type { Option } from '#kernel/intent.ts'
import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'
import { clinicZone } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'

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
  /** What lies in good lots, less what is reserved; never below 0. */
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

// The lots that may be handed out until their last good day, as "2027-05-31=4,=2"; by day, since SQL knows no zones.
const goodUntil = `SELECT string_agg(COALESCE(l.expires, '') || '=' || CAST(l.on_hand AS TEXT), ',')
  FROM {item_lots} l WHERE l.item = i.id AND l.recalled = 0 AND l.on_hand > 0`

const itemColumns = `i.id, i.code, i.name, i.unit, i.status, i.tax_rate AS "taxRate",
  i.on_hand AS "onHand", i.reserved, (${goodUntil}) AS "goodUntil", ${clinicZone} AS zone, i.reorder_level AS "reorderLevel",
  i.stocked, i.lots, i.returnable, i.max_per_order AS "maxPerOrder",
  (${priceInForce}) AS price, (${priceInForce} OFFSET 1) AS was`

type Stored = Omit<ItemRow, 'free' | 'stocked' | 'lots' | 'returnable'> & {
  readonly goodUntil: string | null
  readonly zone: string | null
  readonly stocked: number
  readonly lots: number
  readonly returnable: number
}

function goodAt(goodUntil: string | null, today: string): number {
  const lots = (goodUntil ?? '').split(',').map((one) => one.split('='))
  const good = lots.filter(([until = '']) => until === '' || until >= today)
  return good.reduce((sum, [, quantity = '0']) => sum + Number(quantity), 0)
}

function itemAt(at: number) {
  return ({ goodUntil: until, zone, ...stored }: Stored): ItemRow => ({
    ...stored,
    free: Math.max(0, goodAt(until, dayOf(at, zone ?? 'UTC')) - stored.reserved),
    stocked: stored.stocked === 1,
    lots: stored.lots === 1,
    returnable: stored.returnable === 1,
  })
}

function itemsWhere(condition: string, at: number, ...args: Value[]): Query<readonly ItemRow[]> {
  const sql = `SELECT ${itemColumns} FROM {items} i WHERE ${condition} ORDER BY i.name`
  return mapQuery(rows<Stored>(sql, at, at, ...args), (found) => found.map(itemAt(at)))
}

/** Which part of the catalogue: by words of its code or name, with the prices in force at a time. */
export type CataloguePart = {
  readonly at: number
  readonly withdrawnToo: boolean
  /** Words of the code or the name; empty for all. */
  readonly words: string
}

function inCatalogue({ withdrawnToo, words }: Omit<CataloguePart, 'at'>) {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
  const has = "LOWER(i.code || ' ' || i.name) LIKE ? ESCAPE '\\'"
  const sold = withdrawnToo ? [] : ["i.status = 'listed'"]
  return {
    where: [...sold, ...parts.map(() => has)].join(' AND ') || '1 = 1',
    args: parts.map((part) => `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`),
  }
}

/** One page of the catalogue by name; withdrawn items where wanted. */
export function cataloguePart(
  asked: CataloguePart & { readonly skip: number; readonly limit: number },
): Query<readonly ItemRow[]> {
  const { at, skip, limit } = asked
  const { where, args } = inCatalogue(asked)
  const sql = `SELECT ${itemColumns} FROM {items} i WHERE ${where}
    ORDER BY i.name, i.id LIMIT ? OFFSET ?`
  return mapQuery(rows<Stored>(sql, at, at, ...args, limit, skip), (found) => found.map(itemAt(at)))
}

/** How many items of the catalogue there are, of all or of those with these words. */
export function catalogueCount(asked: Omit<CataloguePart, 'at'>): Query<number> {
  const { where, args } = inCatalogue(asked)
  const sql = `SELECT COUNT(*) AS count FROM {items} i WHERE ${where}`
  return mapQuery(row<{ readonly count: number }>(sql, ...args), (found) =>
    Number(found?.count ?? 0),
  )
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

/** What is out, or has fewer free than its reorder level; the emptiest first. */
export function lowItems(at: number): Query<readonly ItemRow[]> {
  // Lots that expire or were recalled make fewer free than there are: which, is seen day by day.
  const mayBeLow = `(i.on_hand - i.reserved < i.reorder_level OR i.on_hand <= i.reserved
    OR EXISTS (SELECT 1 FROM {item_lots} l WHERE l.item = i.id AND l.on_hand > 0
      AND (l.recalled = 1 OR l.expires IS NOT NULL)))`
  return mapQuery(
    itemsWhere(`i.status = 'listed' AND i.stocked = 1 AND ${mayBeLow}`, at),
    (found) => found.filter(isLow).toSorted((one, other) => one.free - other.free),
  )
}

function isLow({ free, reorderLevel }: ItemRow): boolean {
  return free < reorderLevel || (free === 0 && reorderLevel > 0)
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
