import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { orderRefusals } from '../order-words.ts'

/** Says that an order's money is held and its stock reserved. */
export const confirmOrder = intent({
  name: 'confirm-order',
  title: 'Confirm the order',
  submit: 'Confirm',
  doing: 'Confirming the order',
  done: 'The order is confirmed',
  notDone: 'Not confirmed',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  needs(state) {
    if (state.status === 'none') return refuse('no-order')
    if (state.status === 'placed') return refuse('not-priced')
    return state.status === 'priced' ? undefined : refuse(state.status)
  },
  decide(state) {
    if (state.status === 'none') return refuse('no-order')
    return [{ type: 'OrderConfirmed', data: { total: state.total } }]
  },
  refusals: {
    ...orderRefusals,
    'not-priced': 'The prices were not checked yet, so the order cannot be confirmed.',
  },
  next: [],
})
