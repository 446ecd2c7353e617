import { decider } from '#kernel/decider.ts'
import type { ItemEvents } from '../events.ts'
import { handOut, intoLot, lotKey, pick, release, reserve } from './item-shelf.ts'
import type { Item, ListedItem, PriceFrom } from './item-state.ts'

export const item = decider<ItemEvents, Item>({
  stream: 'item',
  shape: 2,
  initialState: { status: 'none' },
  evolve: {
    ItemAdded: (_, added, { at }) => ({
      status: 'listed',
      code: added.code,
      name: added.name,
      taxRate: added.taxRate,
      stocked: added.stocked,
      lotted: added.lots,
      returnable: added.returnable,
      maxPerOrder: added.maxPerOrder,
      reorderLevel: added.reorderLevel,
      prices: [{ price: added.price, from: at }],
      lots: {},
      onHand: 0,
      reserved: 0,
      reservations: {},
      picks: {},
    }),
    PriceChanged: (state, { price, from }) =>
      listed(state, ({ prices }) => ({ prices: [...prices, { price, from }] })),
    ItemWithdrawn: (state) => listed(state, () => ({ status: 'withdrawn' })),
    ItemRestored: (state) => listed(state, () => ({ status: 'listed' })),
    ReorderLevelSet: (state, { level }) => listed(state, () => ({ reorderLevel: level })),
    StockReceived: (state, { quantity, lot, expires }) =>
      listed(state, (known) => {
        const until = known.lotted ? { expires } : {}
        return intoLot(known, lotKey(known, lot), quantity, until)
      }),
    StockReserved: (state, { order, quantity }) => listed(state, reserve(order, quantity)),
    StockReleased: (state, { order, quantity }) => listed(state, release(order, quantity)),
    StockPicked: (state, { order, lots }) => listed(state, pick(order, lots)),
    StockHandedOut: (state, { order, quantity, lots }) =>
      listed(state, handOut(order, quantity, lots)),
    StockReturned: (state, { quantity, lot }) =>
      listed(state, (known) => intoLot(known, lot, quantity)),
    StockCounted: (state, { lot, expected, counted }) =>
      listed(state, (known) => intoLot(known, lot, counted - expected)),
    StockWrittenOff: (state, { lot, quantity }) =>
      listed(state, (known) => intoLot(known, lot, -quantity)),
    LotRecalled: (state, { lot }) =>
      listed(state, (known) => intoLot(known, lot, 0, { recalled: true })),
  },
})

function listed(state: Item, change: (known: ListedItem) => Partial<ListedItem>): Item {
  return state.status === 'none' ? state : { ...state, ...change(state) }
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
