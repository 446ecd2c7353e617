import { decider } from '#kernel/decider.ts'
import type { PersonEvents } from '../events.ts'

export type Person = { readonly status: 'none' | 'open' }

export const person = decider<PersonEvents, Person>({
  stream: 'person',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    PersonRegistered: () => ({ status: 'open' }),
  },
})
