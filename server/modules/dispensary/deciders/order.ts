import { decider } from '#kernel/decider.ts'
import type { AskedLine, OrderEvents } from '../events.ts'

/** What stays with an order through all its states. */
export type OrderBody = {
  readonly patient: string
  readonly lines: readonly AskedLine[]
  /** What the person accepted, in minor units; the priced total is the same. */
  readonly total: number
}

export type Order =
  | { readonly status: 'none' }
  | (OrderBody & { readonly status: 'placed' | 'priced' | 'confirmed' })
  | (OrderBody & { readonly status: 'cancelling' | 'cancelled'; readonly reason: string })
  | (OrderBody & {
      readonly status: 'denied'
      readonly code: string
      readonly facts: Readonly<Record<string, unknown>>
    })

export const order = decider<OrderEvents, Order>({
  stream: 'order',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    OrderPlaced: (_, { patient, lines, acceptedTotal }) => ({
      status: 'placed',
      patient,
      lines,
      total: acceptedTotal,
    }),
    OrderPriced: (state) => begun(state, (body) => ({ ...body, status: 'priced' })),
    OrderConfirmed: (state) => begun(state, (body) => ({ ...body, status: 'confirmed' })),
    OrderDenied: (state, { code, facts }) =>
      begun(state, (body) => ({ ...body, status: 'denied', code, facts })),
    OrderCancellationStarted: (state, { reason }) =>
      begun(state, (body) => ({ ...body, status: 'cancelling', reason })),
    OrderCancelled: (state, { reason }) =>
      begun(state, (body) => ({ ...body, status: 'cancelled', reason })),
    ReorderStarted: (state) => state,
  },
})

function begun(state: Order, next: (body: OrderBody) => Order): Order {
  if (state.status === 'none') return state
  const { patient, lines, total } = state
  return next({ patient, lines, total })
}
