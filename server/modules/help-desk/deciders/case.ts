import { decider } from '#kernel/decider.ts'
import type { Envelope } from '#kernel/event.ts'
import { decided, type Requests, requested } from '#modules/approvals/published.ts'
import type { CaseAbout, CaseEvents } from '../events.ts'

/** An error that stopped a step which had been tried again by hand. */
type Retried = { readonly step: string; readonly error: string; readonly times: number }

/** A case that was opened. Times in ms. */
export type OpenedCase = {
  readonly status: 'open' | 'closed'
  readonly about: CaseAbout
  /** Whose matter it is, and who reported it; null where nobody. */
  readonly person: string | null
  readonly reporter: string | null
  /** Who has it, and since when. */
  readonly takenBy: string | null
  readonly takenAt: number
  /** Whether somebody asked a question, by reporting it or on it, that was not answered since. */
  readonly isAsked: boolean
  readonly closedAt: number
  readonly openedAt: number
  /** The step that was tried again by hand, how often with the same error before. */
  readonly retried: Retried | null
  /** What a second person was asked to approve. */
  readonly requests: Requests
  /** How it was settled by hand, once it was. */
  readonly settledAs: string | null
}

export type Case = { readonly status: 'none' } | OpenedCase

function opened(state: Case, change: (known: OpenedCase) => Partial<OpenedCase>): Case {
  return state.status === 'none' ? state : { ...state, ...change(state) }
}

function askedBy({ role }: Pick<Envelope, 'role'>): boolean {
  return role === 'patient'
}

function retriedOnce({ retried }: OpenedCase, step: string, error: string): Retried {
  const isSame = retried?.step === step && retried.error === error
  return { step, error, times: isSame ? retried.times + 1 : 1 }
}

/** The life of a case: whose it is, who has it, what was asked and what was done about it. */
export const helpCase = decider<CaseEvents, Case>({
  stream: 'case',
  shape: 3,
  initialState: { status: 'none' },
  evolve: {
    CaseOpened: (_, { about, person, reporter }, { at }) => ({
      status: 'open',
      about,
      person,
      reporter,
      takenBy: null,
      takenAt: 0,
      isAsked: person !== null && reporter !== null,
      closedAt: 0,
      openedAt: at,
      retried: null,
      requests: {},
      settledAs: null,
    }),
    CaseTaken: (state, _, { actor, at }) => opened(state, () => ({ takenBy: actor, takenAt: at })),
    CasePassedOn: (state, { to }, { at }) => opened(state, () => ({ takenBy: to, takenAt: at })),
    CaseNoted: (state, _, event) =>
      opened(state, ({ isAsked }) => ({ isAsked: isAsked || askedBy(event) })),
    CaseAnswered: (state) => opened(state, () => ({ isAsked: false })),
    CaseClosed: (state, _, { at }) =>
      opened(state, () => ({ status: 'closed', closedAt: at, isAsked: false })),
    CaseReopened: (state, _, event) =>
      opened(state, ({ isAsked }) => ({ status: 'open', isAsked: isAsked || askedBy(event) })),
    CaseStuckAgain: (state) => opened(state, () => ({ status: 'open' })),
    StepRetried: (state, { step, error }) =>
      opened(state, (known) => ({ retried: retriedOnce(known, step, error) })),
    UndoStarted: (state) => state,
    ApprovalRequested: (state, _, event) =>
      opened(state, ({ requests }) => ({ requests: requested(requests, event) })),
    ApprovalGiven: (state, { request }, event) =>
      opened(state, ({ requests }) => ({
        requests: decided(requests, request, 'approved', event),
      })),
    ApprovalDeclined: (state, { request }, event) =>
      opened(state, ({ requests }) => ({
        requests: decided(requests, request, 'declined', event),
      })),
    StepSettledByHand: (state, { as }) => opened(state, () => ({ settledAs: as })),
  },
})
