import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Ends a cancellation once nothing is held and nothing reserved for the order any more. */
export const finishCancellation = intent({
  name: 'finish-cancellation',
  title: 'Finish the cancellation',
  submit: 'Finish',
  doing: 'Finishing the cancellation',
  done: 'The order is cancelled',
  notDone: 'Not cancelled yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  decide(state) {
    if (state.status === 'none') return refuse('no-order')
    if (state.status === 'cancelled') return []
    if (state.status !== 'cancelling') return refuse('not-asked')
    return [{ type: 'OrderCancelled', data: { reason: state.reason } }]
  },
  refusals: { ...orderRefusals, 'not-asked': 'Nobody asked to cancel this order.' },
  next: [],
})
