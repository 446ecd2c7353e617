import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { readCodeResult } from '../pages/ready-result.ts'
import { collectionCode } from '../rules/collection-code.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Makes a new code for a ready order; the one before is good for nothing any more. */
export const giveNewCode = intent({
  name: 'give-new-code',
  title: 'Give a new code',
  intro: 'The code that was sent before is good for nothing then.',
  submit: 'Make a new code',
  doing: 'Making a new code',
  done: 'There is a new code',
  notDone: 'No new code',
  on: order,
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic' },
  staleAfter: ['CollectionCodeRenewed'],
  result: { view: 'dispensary/order-result.njk', read: readCodeResult },
  fields: {},
  needs: (state) => (state.status === 'ready' ? undefined : refusedAs(state)),
  decide: (_, { id }) => [
    { type: 'CollectionCodeRenewed', data: { code: collectionCode(id('collection-code')) } },
  ],
  refusals: orderRefusals,
  next: ['hand-over-order', 'collect-order'],
})
