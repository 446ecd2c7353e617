import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Ends a hand-over once the goods left the shelf and the money was taken. */
export const finishHandOver = intent({
  name: 'finish-hand-over',
  title: 'Finish the hand-over',
  submit: 'Finish',
  doing: 'Finishing the hand-over',
  done: 'The order is handed over',
  notDone: 'Not handed over yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  needs: (state) => (state.status === 'handing-over' ? undefined : refusedAs(state)),
  decide(state) {
    if (state.status !== 'handing-over') return refuse('no-order')
    const { lines, total, how } = state
    return [{ type: how === 'code' ? 'OrderCollected' : 'OrderHandedOver', data: { lines, total } }]
  },
  refusals: orderRefusals,
  next: [],
})
