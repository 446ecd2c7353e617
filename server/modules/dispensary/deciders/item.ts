import { decider } from '#kernel/decider.ts'
import type { ItemEvents } from '../events.ts'

/** A price and the instant from which it holds, in ms. */
export type PriceFrom = { readonly price: number; readonly from: number }

export type Lot = { readonly expires: string | null; readonly quantity: number }

/** An item that was added to the catalogue, sold at present or withdrawn. */
export type ListedItem = {
  readonly status: 'listed' | 'withdrawn'
  readonly code: string
  readonly name: string
  readonly taxRate: number
  readonly stocked: boolean
  readonly lotted: boolean
  readonly maxPerOrder: number
  /** In order of their recording. */
  readonly prices: readonly PriceFrom[]
  readonly lots: Readonly<Record<string, Lot>>
  readonly onHand: number
  readonly reserved: number
  /** Pieces reserved, by the order's id. */
  readonly reservations: Readonly<Record<string, number>>
}

export type Item = { readonly status: 'none' } | ListedItem

export const item = decider<ItemEvents, Item>({
  stream: 'item',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    ItemAdded: (_, added, { at }) => ({
      status: 'listed',
      code: added.code,
      name: added.name,
      taxRate: added.taxRate,
      stocked: added.stocked,
      lotted: added.lots,
      maxPerOrder: added.maxPerOrder,
      prices: [{ price: added.price, from: at }],
      lots: {},
      onHand: 0,
      reserved: 0,
      reservations: {},
    }),
    PriceChanged: (state, { price, from }) =>
      listed(state, ({ prices }) => ({ prices: [...prices, { price, from }] })),
    ItemWithdrawn: (state) => listed(state, () => ({ status: 'withdrawn' })),
    ItemRestored: (state) => listed(state, () => ({ status: 'listed' })),
    StockReceived: (state, { quantity, lot, expires }) =>
      listed(state, ({ onHand, lots }) => ({
        onHand: onHand + quantity,
        lots: lot ? { ...lots, [lot]: added(lots[lot], quantity, expires) } : lots,
      })),
    StockReserved: (state, { order, quantity }) => listed(state, reserve(order, quantity)),
    StockReleased: (state, { order, quantity }) => listed(state, reserve(order, -quantity)),
  },
})

function listed(state: Item, change: (known: ListedItem) => Partial<ListedItem>): Item {
  return state.status === 'none' ? state : { ...state, ...change(state) }
}

function added(lot: Lot | undefined, quantity: number, expires: string | null): Lot {
  return { expires, quantity: (lot?.quantity ?? 0) + quantity }
}

function reserve(order: string, quantity: number) {
  return ({ reserved, reservations }: ListedItem): Partial<ListedItem> => {
    const { [order]: before = 0, ...others } = reservations
    const after = before + quantity
    return {
      reserved: reserved + quantity,
      reservations: after > 0 ? { ...others, [order]: after } : others,
    }
  }
}

/** Pieces on the shelf that are promised to nobody. */
export function freeOf({ onHand, reserved }: ListedItem): number {
  return onHand - reserved
}

/** The price in force at a time: of those that have begun, the one that began last. Minor units. */
export function priceAt({ prices }: ListedItem, at: number): number {
  const begun = prices.filter(({ from }) => from <= at)
  const newest = begun.reduce<PriceFrom | undefined>(
    (best, one) => (best && best.from > one.from ? best : one),
    undefined,
  )
  return newest?.price ?? prices[0]?.price ?? 0
}

/** The prices that begin after a time, soonest first; of two for one instant the later word counts. */
export function pricesComing({ prices }: ListedItem, at: number): readonly PriceFrom[] {
  const byStart = new Map(prices.filter(({ from }) => from > at).map((one) => [one.from, one]))
  return [...byStart.values()].toSorted((one, other) => one.from - other.from)
}
