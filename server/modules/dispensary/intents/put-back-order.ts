import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { readPutBackResult } from '../pages/cancel-order-result.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Puts a ready order that nobody collects back on the shelf, before its time is over. */
export const putBackOrder = intent({
  name: 'put-back-order',
  title: 'Put back on the shelf',
  intro:
    'Nobody collects it: what is in it goes back on the shelf, what is held is free again, and nothing is charged.',
  submit: 'Put it back',
  takesAway: true,
  doing: 'Putting the order back on the shelf',
  done: 'The order went back on the shelf',
  notDone: 'Not put back',
  on: order,
  by: { dispenser: 'clinic', manager: 'clinic' },
  answered: 'by-process',
  staleAfter: ['OrderReady'],
  result: { view: 'dispensary/order-result.njk', read: readPutBackResult },
  fields: { reason: reason('Why does it go back?') },
  needs: (state) => (state.status === 'ready' ? undefined : refusedAs(state)),
  decide: (_, { data }) => [{ type: 'OrderPuttingBackStarted', data }],
  refusals: orderRefusals,
  next: ['place-order'],
})
