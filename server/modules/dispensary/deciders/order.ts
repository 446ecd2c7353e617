import { decider } from '#kernel/decider.ts'
import type { PickedLine, ReadyLine } from '../events/fulfilment-events.ts'
import type { RemakeOf } from '../events/return-events.ts'
import type { AskedLine, OrderEvents, PricedLine } from '../events.ts'
import { codeTries } from '../rules/collection-code.ts'
import type { Return, Returns } from '../rules/returns.ts'

/** What stays with an order through all its states. */
export type OrderBody = {
  readonly patient: string
  /** What of it is still to be had: as it was asked for, then as it was ready. */
  readonly lines: readonly AskedLine[]
  /** What these lines come to in minor units; first it is what the person accepted. */
  readonly total: number
  /** The lines with their prices, once they are checked. */
  readonly priced: readonly PricedLine[]
  /** What it makes again, where it does. */
  readonly remake: RemakeOf | null
}

/** Who prepares it, and since when in ms. */
type Claimed = { readonly by: string; readonly since: number }

/** What was picked for it. */
type Picked = { readonly picks: readonly PickedLine[]; readonly shelf: string }

/** How it can be collected: the code, null once erased, and how often it may still be mistyped. */
type Collectable = {
  readonly code: string | null
  readonly tries: number
  readonly readySince: number
}

export type Order =
  | { readonly status: 'none' }
  | (OrderBody & { readonly status: 'placed' | 'priced' | 'confirmed' })
  | (OrderBody & Claimed & { readonly status: 'preparing' })
  | (OrderBody & Claimed & Picked & { readonly status: 'picking' })
  | (OrderBody & Claimed & Picked & Collectable & { readonly status: 'ready' })
  | (OrderBody &
      Claimed &
      Picked &
      Collectable & { readonly status: 'handing-over'; readonly how: 'desk' | 'code' })
  | (OrderBody & {
      readonly status: 'handed-over' | 'collected'
      readonly on: number
      readonly returns: Returns
    })
  | (OrderBody & { readonly status: 'cancelling' | 'cancelled'; readonly reason: string })
  | (OrderBody & { readonly status: 'putting-back'; readonly reason: string })
  | (OrderBody & { readonly status: 'lapsed'; readonly on: number })
  | (OrderBody & { readonly status: 'undone' | 'settled' })
  | (OrderBody & {
      readonly status: 'denied'
      readonly code: string
      readonly facts: Readonly<Record<string, unknown>>
      /** Whether whoever ordered wants to hear once what was short is back. */
      readonly notice: 'none' | 'wanted'
    })

export const order = decider<OrderEvents, Order>({
  stream: 'order',
  shape: 3,
  initialState: { status: 'none' },
  evolve: {
    OrderPlaced: (_, { patient, lines, acceptedTotal, remake }) => ({
      status: 'placed',
      patient,
      lines,
      total: acceptedTotal,
      priced: [],
      remake: remake ?? null,
    }),
    OrderPriced: (state, { lines }) =>
      begun(state, (body) => ({ ...body, status: 'priced', priced: lines })),
    OrderConfirmed: (state) => begun(state, (body) => ({ ...body, status: 'confirmed' })),
    OrderDenied: (state, { code, facts }) =>
      begun(state, (body) => ({ ...body, status: 'denied', code, facts, notice: 'none' })),
    OrderCancellationStarted: (state, { reason }) =>
      begun(state, (body) => ({ ...body, status: 'cancelling', reason })),
    OrderCancelled: (state, { reason }) =>
      begun(state, (body) => ({ ...body, status: 'cancelled', reason })),
    ReorderStarted: (state) => state,
    PreparationStarted: (state, _, { actor, at }) => claimed(state, actor, at),
    PreparationTakenOver: (state, _, { actor, at }) => claimed(state, actor, at),
    PreparationPutBack: (state) => begun(state, (body) => ({ ...body, status: 'confirmed' })),
    OrderPicked: (state, { lines, shelf }) =>
      state.status === 'preparing' ? { ...state, status: 'picking', picks: lines, shelf } : state,
    OrderNotReady: (state) =>
      state.status === 'picking' || state.status === 'ready' || state.status === 'handing-over'
        ? claimed(state, state.by, state.since)
        : state,
    OrderReady: (state, { lines, total, code, shelf }, { at }) =>
      state.status === 'picking'
        ? { ...state, status: 'ready', lines, total, code, shelf, tries: codeTries, readySince: at }
        : state,
    OrderWaitsLong: (state) => state,
    CollectionReminded: (state) => state,
    CollectionCodeMissed: (state, { left }) =>
      state.status === 'ready' ? { ...state, tries: left } : state,
    CollectionCodeRenewed: (state, { code }) =>
      state.status === 'ready' ? { ...state, code, tries: codeTries } : state,
    OrderHandOverStarted: (state, { by }) =>
      state.status === 'ready' ? { ...state, status: 'handing-over', how: by } : state,
    OrderLineLeftOut: (state) => state,
    OrderHandedOver: (state, { lines, total }, { at }) =>
      begun(state, (body) => ({
        ...body,
        lines,
        total,
        status: 'handed-over',
        on: at,
        returns: {},
      })),
    OrderCollected: (state, { lines, total }, { at }) =>
      begun(state, (body) => ({ ...body, lines, total, status: 'collected', on: at, returns: {} })),
    OrderPuttingBackStarted: (state, { reason }) =>
      begun(state, (body) => ({ ...body, status: 'putting-back', reason })),
    OrderLapsed: (state, _, { at }) =>
      begun(state, (body) => ({ ...body, status: 'lapsed', on: at })),
    OrderUndone: (state) => begun(state, (body) => ({ ...body, status: 'undone' })),
    OrderSettledByHand: (state) => begun(state, (body) => ({ ...body, status: 'settled' })),
    ReturnStarted: (state, { return: id, item, quantity }) =>
      returning(state, id, { item, quantity, state: 'open' }),
    ItemsReturned: (state, { return: id }) => returning(state, id, { state: 'done' }),
    ReturnRefused: (state, { return: id }) => returning(state, id, { state: 'refused' }),
    RemakeOrdered: (state) => state,
    NoticeAskedFor: (state) => noticed(state, 'wanted'),
    NoticeNotWanted: (state) => noticed(state, 'none'),
    ItemBack: (state) => noticed(state, 'none'),
  },
})

function begun(state: Order, next: (body: OrderBody) => Order): Order {
  if (state.status === 'none') return state
  const { patient, lines, total, priced, remake } = state
  return next({ patient, lines, total, priced, remake })
}

function noticed(state: Order, notice: 'none' | 'wanted'): Order {
  return state.status === 'denied' ? { ...state, notice } : state
}

function returning(state: Order, id: string, change: Partial<Return>): Order {
  if (state.status !== 'handed-over' && state.status !== 'collected') return state
  const known = state.returns[id] ?? { item: '', quantity: 0, state: 'open' }
  return { ...state, returns: { ...state.returns, [id]: { ...known, ...change } } }
}

function claimed(state: Order, by: string, since: number): Order {
  return begun(state, (body) => ({ ...body, status: 'preparing', by, since }))
}

/** What of each line was picked, lines of which there is none left out. */
export function pickedQuantities(picks: readonly PickedLine[]): readonly ReadyLine[] {
  return picks
    .map(({ item, lots }) => ({
      item,
      quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0),
    }))
    .filter(({ quantity }) => quantity > 0)
}

/** What lines come to at the prices of an order, in minor units. */
export function totalOf(priced: readonly PricedLine[], lines: readonly ReadyLine[]): number {
  const prices = new Map(priced.map(({ item, price }) => [item, price]))
  return lines.reduce((sum, { item, quantity }) => sum + (prices.get(item) ?? 0) * quantity, 0)
}
