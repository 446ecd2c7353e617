import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Ends an order that nobody collected, once nothing is held and nothing reserved for it any more. */
export const lapseOrder = intent({
  name: 'lapse-order',
  title: 'Let the order lapse',
  submit: 'Let it lapse',
  doing: 'Closing the order',
  done: 'The order went back on the shelf',
  notDone: 'Not put back yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  needs: (state) => (state.status === 'putting-back' ? undefined : refusedAs(state)),
  decide: () => [{ type: 'OrderLapsed', data: {} }],
  refusals: orderRefusals,
  next: [],
})
