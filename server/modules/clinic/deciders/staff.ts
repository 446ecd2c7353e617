import { decider } from '#kernel/decider.ts'
import type { StaffEvents } from '../events.ts'
import type { StaffRole } from '../roles.ts'

export type Staff =
  | { readonly status: 'none' }
  | {
      readonly status: 'invited'
      readonly roles: readonly StaffRole[]
      readonly roleTitle: string
      readonly request: string
      readonly until: number
      readonly by: string
    }
  | {
      readonly status: 'active' | 'suspended'
      readonly roles: readonly StaffRole[]
      readonly since: number
    }

export const staff = decider<StaffEvents, Staff>({
  stream: 'staff',
  shape: 2,
  initialState: { status: 'none' },
  evolve: {
    StaffInvited: (_, { roles, roleTitle, request, until }, { actor }) => ({
      status: 'invited',
      roles,
      roleTitle,
      request,
      until,
      by: actor,
    }),
    StaffJoined: (_, { roles }, { at }) => ({ status: 'active', roles, since: at }),
    RolesChanged: (state, { roles }) =>
      state.status === 'active' || state.status === 'suspended' ? { ...state, roles } : state,
    StaffSuspended: (state, _, { at }) =>
      state.status === 'active' ? { ...state, status: 'suspended', since: at } : state,
    StaffRestored: (state, _, { at }) =>
      state.status === 'suspended' ? { ...state, status: 'active', since: at } : state,
  },
})
