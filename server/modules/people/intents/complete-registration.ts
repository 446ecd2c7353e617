import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { registrationDecider } from '../deciders/registration.ts'
import type { RegistrationEvents } from '../registration-events.ts'

/** Says that a registration is complete: there is a record, and a wallet. */
export const completeRegistration = intent({
  name: 'complete-registration',
  title: 'Complete a registration',
  submit: 'Complete the registration',
  doing: 'Completing the registration',
  done: 'The registration is complete',
  notDone: 'The registration is not complete',
  on: registrationDecider,
  by: { system: 'clinic' },
  fields: fromProcess({ person: z.uuid() }),
  decide(state, { data: { person } }): readonly RegistrationEvents[] | Refusal {
    // One that was begun before registrations had a stream of their own has nothing to complete here.
    if (state.status === 'none') return []
    if (state.status !== 'under-way') return refuse('ended')
    return [{ type: 'RegistrationCompleted', data: { person } }]
  },
  refusals: {
    ended:
      'This registration has ended already, so nothing was changed. Look at what became of it.',
  },
  next: [],
})
