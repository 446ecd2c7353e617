import { choice, note } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { order } from '../deciders/order.ts'
import { readCancelResult } from '../pages/cancel-order-result.ts'
import { refusedAs } from '../words/order-standing.ts'
import { cancelReasons, orderRefusals } from '../words/order-words.ts'

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
  reads: () => ({ clinic: clinicSettings() }),
  needs(state, { actor, facts: { clinic } }) {
    switch (state.status) {
      case 'placed':
      case 'priced':
      case 'confirmed':
        return undefined
      case 'preparing':
      case 'picking':
      case 'ready': {
        // A patient cannot see the bench, so only staff may stop what is already being made.
        const { by } = state
        const code = state.status === 'ready' ? 'made' : 'started'
        return actor.role === 'patient'
          ? refuse(code, { by, phone: clinic?.phone ?? '' })
          : undefined
      }
      case 'cancelling':
        return refuse('under-way')
      case 'handed-over':
      case 'collected':
        return refuse('done', { on: state.on })
      default:
        return refusedAs(state)
    }
  },
  decide: (_, { data }) => [{ type: 'OrderCancellationStarted', data }],
  refusals: {
    ...orderRefusals,
    started: '{by:name} is already preparing this. Call us on {phone}; we can still stop it.',
    made: 'This is ready to be collected. Call us on {phone}; we can still stop it.',
    done: 'This order was handed over on {on:day}. Return it instead.',
    'under-way': 'The order is being cancelled already. Open it to see how far it is.',
  },
  next: ['place-order', 'return-items'],
})
