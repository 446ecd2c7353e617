import type { ItemEvents } from '#modules/dispensary/published.ts'

type Pick = { readonly lot: string; readonly quantity: number }
type Counts = Map<string, number>

/** What there is of one item, counted along the log and changed in place: a shelf has thousands of movements. */
export type Shelf = {
  readonly comesInLots: boolean
  onHand: number
  reserved: number
  /** Pieces by lot; what does not come in lots is kept under the empty one. */
  readonly lots: Counts
  /** Of them in bags for orders. */
  readonly inBags: Counts
  /** Pieces promised, by the order's id. */
  readonly promised: Counts
  readonly bags: Map<string, readonly Pick[]>
}

/** A shelf on which nothing was put yet. */
export function emptyShelf(comesInLots: boolean): Shelf {
  return {
    comesInLots,
    onHand: 0,
    reserved: 0,
    lots: new Map(),
    inBags: new Map(),
    promised: new Map(),
    bags: new Map(),
  }
}

function add(counts: Counts, key: string, more: number): void {
  const now = (counts.get(key) ?? 0) + more
  if (now === 0) counts.delete(key)
  else counts.set(key, now)
}

function put(shelf: Shelf, { lot, quantity }: Pick): void {
  shelf.onHand += quantity
  // A lot may have been noted of what does not come in lots; it tells nothing.
  add(shelf.lots, shelf.comesInLots ? lot : '', quantity)
}

function promise(shelf: Shelf, order: string, more: number): void {
  shelf.reserved += more
  add(shelf.promised, order, more)
  const inBag = (shelf.bags.get(order) ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  // A bag that holds more than what is still promised is unpacked.
  if (inBag > (shelf.promised.get(order) ?? 0)) bag(shelf, order, [])
}

function bag(shelf: Shelf, order: string, picks: readonly Pick[]): void {
  for (const { lot, quantity } of shelf.bags.get(order) ?? []) add(shelf.inBags, lot, -quantity)
  for (const { lot, quantity } of picks) add(shelf.inBags, lot, quantity)
  if (picks.length === 0) shelf.bags.delete(order)
  else shelf.bags.set(order, picks)
}

/** What a movement puts onto the shelf, or takes off it where it puts fewer than none. */
function putBy(event: ItemEvents): readonly Pick[] {
  switch (event.type) {
    case 'StockReceived':
    case 'StockReturned':
      return [event.data]
    case 'StockWrittenOff':
      return [{ lot: event.data.lot, quantity: -event.data.quantity }]
    case 'StockCounted':
      return [{ lot: event.data.lot, quantity: event.data.counted - event.data.expected }]
    case 'StockHandedOut':
      return event.data.lots.map(({ lot, quantity }) => ({ lot, quantity: -quantity }))
    default:
      return []
  }
}

/** Counts one more movement. */
export function move(shelf: Shelf, event: ItemEvents): void {
  for (const pick of putBy(event)) put(shelf, pick)
  if (event.type === 'StockReserved') promise(shelf, event.data.order, event.data.quantity)
  if (event.type === 'StockReleased') promise(shelf, event.data.order, -event.data.quantity)
  if (event.type === 'StockPicked') bag(shelf, event.data.order, event.data.lots)
  if (event.type === 'StockHandedOut') promise(shelf, event.data.order, -event.data.quantity)
}
