import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { registrationDecider } from '../deciders/registration.ts'
import type { RegistrationEvents } from '../registration-events.ts'

/** Says why a registration came to nothing, once all of it is undone. */
export const declineRegistration = intent({
  name: 'decline-registration',
  title: 'Decline a registration',
  submit: 'Decline the registration',
  doing: 'Declining the registration',
  done: 'The registration is declined',
  notDone: 'The registration is not declined',
  on: registrationDecider,
  by: { system: 'clinic' },
  fields: fromProcess({ code: z.string(), facts: z.record(z.string(), z.unknown()) }),
  decide(state, { data }): readonly RegistrationEvents[] | Refusal {
    if (state.status === 'none') return []
    if (state.status !== 'under-way') return refuse('ended')
    return [{ type: 'RegistrationDeclined', data }]
  },
  refusals: {
    ended:
      'This registration has ended already, so nothing was changed. Look at what became of it.',
  },
  next: [],
})
