import type { LotPick } from '../events/fulfilment-events.ts'
import { expiringFirst, isGood, takenInTurn } from '../rules/first-out.ts'
import type { ListedItem, Lot } from './item-state.ts'

const unknownLot: Lot = { expires: null, onHand: 0, recalled: false }

type Change = (known: ListedItem) => Partial<ListedItem>

/** Under which lot pieces are kept: what does not come in lots is kept under the empty one. */
export function lotKey({ lotted }: Pick<ListedItem, 'lotted'>, lot: string): string {
  return lotted ? lot : ''
}

/** How many pieces some picks are. */
export function piecesOf(picks: readonly LotPick[]): number {
  return picks.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** A lot of an item, if there ever was one of that name. */
export function lotOf({ lots }: ListedItem, lot: string): Lot | undefined {
  return Object.hasOwn(lots, lot) ? lots[lot] : undefined
}

/** What is promised to an order. */
export function reservedFor({ reservations }: ListedItem, order: string): number {
  return Object.hasOwn(reservations, order) ? (reservations[order] ?? 0) : 0
}

/** What lies in an order's bag. */
export function picksOf({ picks }: ListedItem, order: string): readonly LotPick[] {
  return Object.hasOwn(picks, order) ? (picks[order] ?? []) : []
}

/** How many pieces of a lot lie in bags, of all orders or of all but one. */
export function pickedFrom({ picks }: ListedItem, lot: string, besides = ''): number {
  return Object.entries(picks)
    .filter(([order]) => order !== besides)
    .flatMap(([, lots]) => lots.filter((one) => one.lot === lot))
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Pieces that may be handed out on a day, those that are promised included. */
export function goodOf({ lots }: ListedItem, today: string): number {
  return Object.values(lots)
    .filter((lot) => isGood(lot, today))
    .reduce((sum, { onHand }) => sum + onHand, 0)
}

/** Pieces that may be promised on a day: all good lots together, less what is promised already. */
export function freeOf(known: ListedItem, today: string): number {
  return Math.max(0, goodOf(known, today) - known.reserved)
}

/** So many pieces out of nobody's bag, of the good lots that expire first: fewer where there are fewer. */
export function firstToExpire(
  known: ListedItem,
  quantity: number,
  today: string,
): readonly LotPick[] {
  const lots = Object.entries(known.lots)
    .filter(([, lot]) => isGood(lot, today))
    .map(([lot, { expires, onHand }]) => ({ lot, expires, left: onHand - pickedFrom(known, lot) }))
  return takenInTurn(quantity, lots.toSorted(expiringFirst))
}

/** Pieces of a lot that may leave the shelf without leaving an order short. */
export function spareOf(known: ListedItem, lot: string, today: string): number {
  const found = lotOf(known, lot)
  if (!found) return 0
  const unpicked = found.onHand - pickedFrom(known, lot)
  const unpromised = isGood(found, today)
    ? goodOf(known, today) - known.reserved
    : known.onHand - known.reserved
  return Math.max(0, Math.min(unpicked, unpromised))
}

/** Pieces put into a lot, or taken out of it where fewer than none are put. */
export function intoLot(
  { onHand, lots }: ListedItem,
  lot: string,
  quantity: number,
  says: Partial<Lot> = {},
): Partial<ListedItem> {
  const before = lots[lot] ?? unknownLot
  return {
    onHand: onHand + quantity,
    lots: { ...lots, [lot]: { ...before, ...says, onHand: before.onHand + quantity } },
  }
}

/** Pieces promised to an order. */
export function reserve(order: string, quantity: number): Change {
  return (known) => ({
    reserved: known.reserved + quantity,
    reservations: {
      ...known.reservations,
      [order]: reservedFor(known, order) + quantity,
    },
  })
}

/** Pieces promised to an order no more. */
export function release(order: string, quantity: number): Change {
  return (known) => {
    const { [order]: before = 0, ...others } = known.reservations
    const after = before - quantity
    return {
      reserved: known.reserved - quantity,
      // An order keeps its place among the reservations, or a part of it taken would send it to the end.
      reservations: after > 0 ? { ...known.reservations, [order]: after } : others,
    }
  }
}

/** What lies in an order's bag from now on. */
export function pick(order: string, lots: readonly LotPick[]): Change {
  return ({ picks }) => {
    const { [order]: _, ...others } = picks
    return { picks: lots.length > 0 ? { ...others, [order]: lots } : others }
  }
}

/** Pieces that left with an order; they were promised to it and are gone with its bag. */
export function handOut(order: string, quantity: number, gone: readonly LotPick[]): Change {
  return (known) => {
    const lots = { ...known.lots }
    for (const one of gone) {
      const before = lots[one.lot] ?? unknownLot
      lots[one.lot] = { ...before, onHand: before.onHand - one.quantity }
    }
    const onHand = known.onHand - quantity
    return { ...release(order, quantity)(known), ...pick(order, [])(known), onHand, lots }
  }
}
