import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { readBenchResult } from '../pages/bench-result.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Puts an order back on the bench, so that anybody can prepare it: also one whose lot must not go out. */
export const putBackPreparation = intent({
  name: 'put-back-preparation',
  title: 'Put back on the bench',
  intro: 'It waits for a dispenser again. What is held and reserved for it stays so.',
  submit: 'Put it back',
  doing: 'Putting it back on the bench',
  done: 'It is back on the bench',
  notDone: 'Not put back',
  on: order,
  by: { dispenser: 'clinic', manager: 'clinic' },
  staleAfter: ['PreparationTakenOver', 'OrderReady', 'OrderNotReady'],
  result: { read: readBenchResult },
  fields: { reason: reason('Why is it put back?') },
  needs(state, { actor }) {
    if (state.status === 'ready') return undefined
    if (state.status !== 'preparing') return refusedAs(state)
    const isTheirs = state.by === actor.id || actor.role === 'manager'
    return isTheirs ? undefined : refuse('not-yours', { by: state.by, since: state.since })
  },
  decide: (_, { data }) => [{ type: 'PreparationPutBack', data }],
  refusals: {
    ...orderRefusals,
    confirmed: 'It is on the bench already, and nobody prepares it.',
    'not-yours': '{by:name} prepares this since {since:time}. Take it over first.',
  },
  next: ['start-preparing'],
})
