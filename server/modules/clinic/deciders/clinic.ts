import { decider } from '#kernel/decider.ts'
import type { ClinicEvents } from '../events.ts'

export type Clinic =
  | { readonly status: 'none' }
  | { readonly status: 'set-up'; readonly name: string; readonly at: number }

export const clinic = decider<ClinicEvents, Clinic>({
  stream: 'clinic',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    ClinicSetUp: (_, { name }, { at }) => ({ status: 'set-up', name, at }),
    ClinicChanged: (state, { name }) => (state.status === 'set-up' ? { ...state, name } : state),
  },
})
