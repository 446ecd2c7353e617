import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Has whoever could not have something told once it is back on the shelf. */
export const notifyMe = intent({
  name: 'notify-me',
  title: 'Tell me when it is back',
  intro:
    'We write once, as soon as it is on the shelf again. Nothing is ordered or kept aside by it.',
  submit: 'Tell me',
  doing: 'Noting it',
  done: 'We will write once it is back',
  notDone: 'Not noted',
  on: order,
  by: { patient: 'own', 'proxy-book': 'own', receptionist: 'clinic', dispenser: 'clinic' },
  staleAfter: ['NoticeAskedFor', 'NoticeNotWanted'],
  fields: {},
  needs(state) {
    if (state.status !== 'denied') return refusedAs(state)
    if (state.code !== 'short-stock') return refuse('not-short')
    return state.notice === 'wanted' ? refuse('noted') : undefined
  },
  decide(state) {
    if (state.status !== 'denied') return refuse('not-short')
    const { name } = state.facts
    const line = state.priced.find((one) => one.name === name)
    if (!line) return refuse('not-short')
    const { item, quantity } = line
    return [{ type: 'NoticeAskedFor', data: { item, name: line.name, quantity } }]
  },
  refusals: {
    ...orderRefusals,
    'not-short':
      'Nothing was missing on the shelf for this order. Open it to see why it was denied.',
    noted: 'That is noted already. We write once it is back.',
  },
  next: ['stop-notice', 'place-order'],
})
