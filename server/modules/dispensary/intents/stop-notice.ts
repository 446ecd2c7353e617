import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Takes back that somebody wants to hear of an item; after a while it is taken back by itself. */
export const stopNotice = intent({
  name: 'stop-notice',
  title: 'Do not tell me any more',
  submit: 'Do not tell me',
  doing: 'Noting it',
  done: 'We will not write about it',
  notDone: 'Not noted',
  on: order,
  by: {
    patient: 'own',
    'proxy-book': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    system: 'clinic',
  },
  staleAfter: ['NoticeAskedFor', 'NoticeNotWanted', 'ItemBack'],
  fields: {},
  needs: (state) =>
    state.status === 'denied' && state.notice === 'wanted' ? undefined : refuse('not-wanted'),
  decide(state) {
    if (state.status !== 'denied') return refuse('not-wanted')
    const line = state.priced.find(({ name }) => name === state.facts['name'])
    if (!line) return refuse('not-wanted')
    return [{ type: 'NoticeNotWanted', data: { item: line.item, name: line.name } }]
  },
  refusals: {
    ...orderRefusals,
    'not-wanted': 'We have nothing to tell you about this order. Look for it in your messages.',
  },
  next: ['notify-me', 'place-order'],
})
