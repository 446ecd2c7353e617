import { decider } from '#kernel/decider.ts'
import type { RetryEvents, TriedCase, TryOutcome } from '../retry-events.ts'

export type Retry =
  | { readonly status: 'none' }
  | {
      readonly status: 'under-way' | 'ended'
      readonly error: string
      readonly cases: readonly TriedCase[]
      readonly outcomes: Readonly<Record<string, TryOutcome>>
    }

/** Many that are tried again: which, and what came of each so far. */
export const retryDecider = decider<RetryEvents, Retry>({
  stream: 'retry',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    RetryManyStarted: (_, { error, cases }) => ({
      status: 'under-way',
      error,
      cases,
      outcomes: {},
    }),
    OneRetried: (state, { case: id, outcome }) =>
      state.status === 'none'
        ? state
        : { ...state, outcomes: { ...state.outcomes, [id]: outcome } },
    RetryManyEnded: (state) => (state.status === 'none' ? state : { ...state, status: 'ended' }),
  },
})
