import { type Decider, decider } from '#kernel/decider.ts'
import type { Envelope } from '#kernel/event.ts'
import { decided, type Requests, requested } from '#modules/approvals/published.ts'
import type { PersonEvents } from '../events.ts'

/**
 * The open request to confirm the e-mail address; `until` in ms, and whether they were reminded of it. A
 * newer one takes its place.
 */
export type EmailConfirmation = {
  readonly request: string
  readonly until: number
  readonly reminded: boolean
}

/** A request to change the e-mail address; `until` in ms. A newer one takes its place. */
export type EmailChange = { readonly request: string; readonly until: number }

/**
 * `confirmed` is the request by which the present e-mail address was proven, and `askedAt` when (ms) they
 * were asked to; `changed` the one by which it came about; `into` the record that this one
 * was folded into; `others` those that look alike and are somebody else's. `isNew`: nothing
 * but its registration has happened to the record, so that it can still be taken back.
 */
export type Person =
  | { readonly status: 'none' }
  | { readonly status: 'withdrawn' }
  | { readonly status: 'erased' }
  | { readonly status: 'merged'; readonly into: string }
  | { readonly status: 'closed'; readonly was: Open }
  | {
      readonly status: 'open'
      readonly isNew: boolean
      readonly confirmation: EmailConfirmation | null
      readonly confirmed: string | null
      readonly askedAt: readonly number[]
      readonly emailChange: EmailChange | null
      readonly changed: string | null
      readonly others: readonly string[]
      readonly requests: Requests
    }

/** A record that is open. */
export type Open = Extract<Person, { status: 'open' }>

const open = (state: Person, more: Partial<Open>): Person =>
  state.status === 'open' ? { ...state, ...more } : state

// As many as may be asked for in a day; what came before does not matter.
const askedKept = 3

/** The same for a record that may be closed as well. */
const kept = (state: Person, more: (known: Open) => Partial<Open>): Person => {
  if (state.status === 'closed') return { ...state, was: { ...state.was, ...more(state.was) } }
  return state.status === 'open' ? { ...state, ...more(state) } : state
}

type Folds = Decider<PersonEvents, Person>['evolve']

// What a registration does to a record. After anything else it is no longer a new one.
const ofRegistration: readonly string[] = [
  'PersonRegistered',
  'PersonWithdrawn',
  'EmailConfirmationRequested',
  'EmailConfirmationWithdrawn',
]

/** The same folds, after which a record is no longer new unless they are its registration's. */
function aging(folds: Folds): Folds {
  const aged = Object.entries(folds).map(([type, fold]) => {
    const plain = fold as (state: Person, data: object, event: Envelope) => Person
    const ages = (state: Person, data: object, event: Envelope) =>
      open(plain(state, data, event), { isNew: false })
    return [type, ofRegistration.includes(type) ? plain : ages]
  })
  return Object.fromEntries(aged) as Folds
}

export const person = decider<PersonEvents, Person>({
  stream: 'person',
  shape: 6,
  initialState: { status: 'none' },
  evolve: aging({
    PersonRegistered: () => ({
      status: 'open',
      isNew: true,
      confirmation: null,
      confirmed: null,
      askedAt: [],
      emailChange: null,
      changed: null,
      others: [],
      requests: {},
    }),
    PersonWithdrawn: () => ({ status: 'withdrawn' }),
    EmailConfirmationRequested: (state, { request, until }, { at }) =>
      state.status === 'open'
        ? {
            ...state,
            confirmation: { request, until, reminded: false },
            askedAt: [...state.askedAt, at].slice(-askedKept),
          }
        : state,
    EmailConfirmationWithdrawn: (state) => open(state, { confirmation: null }),
    EmailConfirmationReminded: (state) =>
      state.status === 'open' && state.confirmation
        ? { ...state, confirmation: { ...state.confirmation, reminded: true } }
        : state,
    EmailConfirmed: (state, { request }) => open(state, { confirmation: null, confirmed: request }),
    PersonDetailsCorrected: (state) => state,
    EmailChangeRequested: (state, { request, until }) =>
      open(state, { emailChange: { request, until } }),
    EmailChanged: (state, { request }) =>
      open(state, { confirmation: null, confirmed: request, emailChange: null, changed: request }),
    ContactPreferencesSet: (state) => state,
    // Who acts for them is a fact of the read models, which know what was left to other records of theirs.
    GuardianSet: (state) => state,
    GuardianEnded: (state) => state,
    ProxyNamed: (state) => state,
    ProxyEnded: (state) => state,
    LookalikeToldApart: (state, { other }) =>
      state.status === 'open' ? { ...state, others: [...state.others, other] } : state,
    ApprovalRequested: (state, _, event) =>
      kept(state, ({ requests }) => ({ requests: requested(requests, event) })),
    ApprovalGiven: (state, { request }, event) =>
      kept(state, ({ requests }) => ({ requests: decided(requests, request, 'approved', event) })),
    ApprovalDeclined: (state, { request }, event) =>
      kept(state, ({ requests }) => ({ requests: decided(requests, request, 'declined', event) })),
    RecordsMerged: (_, { into }) => ({ status: 'merged', into }),
    RecordClosed: (state) => (state.status === 'open' ? { status: 'closed', was: state } : state),
    RecordReopened: (state) => (state.status === 'closed' ? state.was : state),
    PersonErased: () => ({ status: 'erased' }),
  }),
})
