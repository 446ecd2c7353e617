import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { Order } from '../deciders/order.ts'

/** Why something is not done with an order as it stands, by the name of its status. */
export function refusedAs(state: Order): Refusal {
  switch (state.status) {
    case 'none':
      return refuse('no-order')
    case 'preparing':
    case 'picking':
      return refuse(state.status, { by: state.by, since: state.since })
    case 'ready':
    case 'handing-over':
      return refuse(state.status, { since: state.readySince })
    case 'handed-over':
    case 'collected':
    case 'lapsed':
      return refuse(state.status, { on: state.on })
    default:
      return refuse(state.status)
  }
}

/** The same once an order waits for a dispenser: what is denied or cancelled comes to that first. */
export const standingWords = {
  'no-order': 'There is no such order. Look for it in the list of orders.',
  placed: 'The order is not confirmed yet. Wait until its money is held and its stock is reserved.',
  priced: 'The order is not confirmed yet. Wait until its money is held and its stock is reserved.',
  confirmed: 'Nobody prepares this order yet. Start preparing it first.',
  preparing:
    'This order is still being prepared, by {by:name} since {since:time}. Wait until it is ready.',
  picking: 'This order is just being picked. Look again in a moment.',
  ready: 'This order is ready since {since:moment} already. Hand it over, or put it back.',
  'handing-over': 'This order is being handed over. Open it to see how far that is.',
  'handed-over': 'This order was handed over on {on:moment}. Return it instead.',
  collected: 'This order was collected on {on:moment}. Return it instead.',
  cancelling: 'The order is being cancelled, so this was not done. Open it to see how far that is.',
  cancelled: 'The order was cancelled. Nothing was charged and nothing is held. Place a new one.',
  denied: 'The order did not go through, so there is nothing more to do with it. Place a new one.',
  'putting-back': 'This order is going back on the shelf, so this was not done. Place a new one.',
  lapsed: 'This order went back on the shelf on {on:day} and nothing was charged. Place a new one.',
  undone: 'The clinic undid this order. Nothing was charged and nothing is held. Place a new one.',
  settled: 'This order was settled by hand. Ask at the desk how.',
} as const
