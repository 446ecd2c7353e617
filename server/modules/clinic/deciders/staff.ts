import { decider } from '#kernel/decider.ts'
import type { StaffEvents } from '../events.ts'
import type { StaffRole } from '../roles.ts'

export type Staff =
  | { readonly status: 'none' }
  | { readonly status: 'active'; readonly role: StaffRole }

export const staff = decider<StaffEvents, Staff>({
  stream: 'staff',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    StaffJoined: (_, { role }) => ({ status: 'active', role }),
  },
})
