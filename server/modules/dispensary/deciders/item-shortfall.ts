import type { LotPick } from '../events/fulfilment-events.ts'
import { isGood } from '../rules/first-out.ts'
import { goodOf, lotOf, picksOf, piecesOf } from './item-shelf.ts'
import type { ListedItem } from './item-state.ts'

/** What an order lacks once fewer are there: `bag` is what stays in its bag, `released` no longer promised. */
export type Shortfall = {
  readonly order: string
  readonly quantity: number
  readonly released: number
  readonly bag: readonly LotPick[]
}

/** How many of a lot must leave the bags so that no bag holds what is not there. */
function unpacked(
  known: ListedItem,
  lot: string,
  there: number,
): ReadonlyMap<string, readonly LotPick[]> {
  const bags = new Map(Object.entries(known.picks))
  const inBags = [...bags.values()].flat().filter((one) => one.lot === lot)
  let over = Math.max(0, piecesOf(inBags) - there)
  for (const order of Object.keys(known.reservations).toReversed()) {
    if (over === 0) break
    const bag = bags.get(order) ?? []
    const part = Math.min(over, piecesOf(bag.filter((one) => one.lot === lot)))
    bags.set(order, less(bag, lot, part))
    over -= part
  }
  return bags
}

function less(bag: readonly LotPick[], lot: string, part: number): readonly LotPick[] {
  return bag
    .map((one) => (one.lot === lot ? { lot, quantity: one.quantity - part } : one))
    .filter(({ quantity }) => quantity > 0)
}

/** How many promises can no longer be kept when a lot has so many pieces, and could until then. */
function broken(known: ListedItem, lot: string, there: number, today: string): number {
  const before = lotOf(known, lot)
  const gone = (before?.onHand ?? 0) - there
  const good = goodOf(known, today)
  const isCounted = before === undefined || isGood(before, today)
  const unkept = (pieces: number) => Math.max(0, known.reserved - pieces)
  const ofGood = isCounted ? unkept(good - gone) - unkept(good) : 0
  return Math.max(0, ofGood, known.reserved - (known.onHand - gone))
}

/** A bag with at most so many pieces, what was packed last being taken out first. */
function atMost(bag: readonly LotPick[], most: number): readonly LotPick[] {
  let room = most
  return bag.flatMap(({ lot, quantity }) => {
    const part = Math.min(room, quantity)
    room -= part
    return part > 0 ? [{ lot, quantity: part }] : []
  })
}

/**
 * Which orders are left short when a lot turns out to have only so many pieces, on a day. Whoever was
 * promised last is left short first.
 */
export function leftShort(
  known: ListedItem,
  lot: string,
  there: number,
  today: string,
): readonly Shortfall[] {
  const bags = unpacked(known, lot, there)
  let over = broken(known, lot, there, today)
  const short = Object.entries(known.reservations)
    .toReversed()
    .map(([order, reserved]) => {
      const released = Math.min(over, reserved)
      over -= released
      const bag = atMost(bags.get(order) ?? [], reserved - released)
      const missing = piecesOf(picksOf(known, order)) - piecesOf(bag)
      return { order, quantity: Math.max(released, missing), released, bag }
    })
  return short.filter(({ quantity }) => quantity > 0).toReversed()
}
