import { decider } from '#kernel/decider.ts'
import type { PersonEvents } from '../events.ts'

/** A request to change the e-mail address; `until` in ms. A newer one takes its place. */
export type EmailChange = { readonly request: string; readonly until: number }

/** `changed` is the request by which the present e-mail address came about. */
export type Person =
  | { readonly status: 'none' }
  | {
      readonly status: 'open'
      readonly emailChange: EmailChange | null
      readonly changed: string | null
    }

type Open = Extract<Person, { status: 'open' }>

const open = (state: Person, more: Partial<Open>): Person =>
  state.status === 'open' ? { ...state, ...more } : state

export const person = decider<PersonEvents, Person>({
  stream: 'person',
  shape: 2,
  initialState: { status: 'none' },
  evolve: {
    PersonRegistered: () => ({ status: 'open', emailChange: null, changed: null }),
    PersonDetailsCorrected: (state) => state,
    EmailChangeRequested: (state, { request, until }) =>
      open(state, { emailChange: { request, until } }),
    EmailChanged: (state, { request }) => open(state, { emailChange: null, changed: request }),
    ContactPreferencesSet: (state) => state,
  },
})
