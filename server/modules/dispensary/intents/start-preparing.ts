import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { readBenchResult } from '../pages/bench-result.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Claims a confirmed order for whoever asks: they prepare it, and nobody else does. */
export const startPreparing = intent({
  name: 'start-preparing',
  title: 'Start preparing',
  submit: 'Start preparing',
  doing: 'Claiming the order',
  done: 'The order is yours to prepare',
  notDone: 'Not yours',
  on: order,
  by: { dispenser: 'clinic' },
  // Whoever was faster is named below.
  staleAfter: [],
  result: { read: readBenchResult },
  fields: {},
  needs(state) {
    if (state.status === 'confirmed') return undefined
    if (state.status !== 'preparing') return refusedAs(state)
    return refuse('claimed', { by: state.by, since: state.since })
  },
  decide: () => [{ type: 'PreparationStarted', data: {} }],
  refusals: {
    ...orderRefusals,
    claimed: '{by:name} took this at {since:time}. Take another, or take this one over from them.',
  },
  next: ['mark-ready'],
})
