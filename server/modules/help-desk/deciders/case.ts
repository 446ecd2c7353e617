import { decider } from '#kernel/decider.ts'
import type { CaseAbout, CaseEvents } from '../events.ts'

export type Case =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly about: CaseAbout }

export const helpCase = decider<CaseEvents, Case>({
  stream: 'case',
  shape: 1,
  initialState: { status: 'none' },
  evolve: { CaseOpened: (_, { about }) => ({ status: 'open', about }) },
})
