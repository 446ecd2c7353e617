import { choice, note } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { cancelReasons, orderRefusals } from '../order-words.ts'
import { readCancelResult } from '../pages/cancel-order-result.ts'

/** Stops an order before it is handed over; its process then gives back stock and money. */
export const cancelOrder = intent({
  name: 'cancel-order',
  title: 'Cancel the order',
  intro:
    'What is held for it is free again, and what was reserved goes back to the shelf. Nothing is charged.',
  submit: 'Cancel the order',
  takesAway: true,
  doing: 'Cancelling the order',
  done: 'The order is cancelled',
  notDone: 'Not cancelled',
  on: order,
  by: {
    patient: 'own',
    'proxy-book': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    manager: 'clinic',
    system: 'clinic',
  },
  answered: 'by-process',
  // What could come in between either does not matter or is refused in better words below.
  staleAfter: [],
  result: { view: 'dispensary/order-result.njk', read: readCancelResult },
  fields: {
    reason: choice('Why is it cancelled?', cancelReasons),
    note: note('Anything we should know?'),
  },
  needs(state) {
    if (state.status === 'none') return refuse('no-order')
    if (state.status === 'cancelling') return refuse('under-way')
    if (state.status === 'denied' || state.status === 'cancelled') return refuse(state.status)
    return undefined
  },
  decide: (_, { data }) => [{ type: 'OrderCancellationStarted', data }],
  refusals: {
    ...orderRefusals,
    'under-way': 'The order is being cancelled already. Open it to see how far it is.',
  },
  next: ['place-order'],
})
