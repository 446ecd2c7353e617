import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { keptDays } from '../rules/promise.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Begins to put a ready order back, because its time to be collected is over. */
export const putBackUncollected = intent({
  name: 'put-back-uncollected',
  title: 'Put it back uncollected',
  submit: 'Put it back',
  doing: 'Putting it back',
  done: 'It goes back on the shelf',
  notDone: 'Not put back',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  needs: (state) => (state.status === 'ready' ? undefined : refusedAs(state)),
  decide: () => [
    {
      type: 'OrderPuttingBackStarted',
      data: { reason: `Not collected within ${keptDays} days.` },
    },
  ],
  refusals: orderRefusals,
  next: [],
})
