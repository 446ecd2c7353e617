import { decider } from '#kernel/decider.ts'
import type { RegistrationEvents } from '../registration-events.ts'

export type Registration = {
  readonly status: 'none' | 'under-way' | 'completed' | 'declined'
}

export const registrationDecider = decider<RegistrationEvents, Registration>({
  stream: 'registration',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    RegistrationStarted: () => ({ status: 'under-way' }),
    RegistrationCompleted: () => ({ status: 'completed' }),
    RegistrationDeclined: () => ({ status: 'declined' }),
  },
})
