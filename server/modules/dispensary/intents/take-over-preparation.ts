import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { readBenchResult } from '../pages/bench-result.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Claims an order that a colleague prepares, and says why. */
export const takeOverPreparation = intent({
  name: 'take-over-preparation',
  title: 'Take over',
  intro: 'A colleague prepares it. They see that you took it over, and why.',
  submit: 'Take it over',
  doing: 'Taking the order over',
  done: 'The order is yours to prepare',
  notDone: 'Not taken over',
  on: order,
  by: { dispenser: 'clinic' },
  // What is asked is to take it from the colleague who was shown.
  staleAfter: ['PreparationStarted', 'PreparationTakenOver'],
  result: { read: readBenchResult },
  fields: { reason: reason('Why do you take it over?') },
  needs(state, { actor }) {
    if (state.status !== 'preparing') return refusedAs(state)
    return state.by === actor.id ? refuse('yours', { since: state.since }) : undefined
  },
  decide: (_, { data }) => [{ type: 'PreparationTakenOver', data }],
  refusals: {
    ...orderRefusals,
    yours: 'This has been yours since {since:time}. Go on and mark it ready.',
    confirmed: 'Nobody prepares this order. Start preparing it.',
  },
  next: ['mark-ready'],
})
