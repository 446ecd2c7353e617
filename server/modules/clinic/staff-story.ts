import { storyId, storyTime } from '#kernel/story.ts'
import type { StaffMember } from './published.ts'

/** Staff stories share these. For tests. */
export const ada = { id: storyId(2), role: 'admin', onBehalfOf: null }
export const nora = { id: storyId(3), role: 'manager', onBehalfOf: null }

export const invited = {
  type: 'StaffInvited' as const,
  data: {
    name: 'Inês Duarte',
    email: 'ines@example.org',
    roles: ['receptionist' as const],
    roleTitle: 'receptionist',
    request: 'derived-invitation',
    until: storyTime + 7 * 24 * 3_600_000,
  },
}

export const joined = {
  type: 'StaffJoined' as const,
  data: {
    name: 'Inês Duarte',
    email: 'ines@example.org',
    roles: ['receptionist' as const],
    roleTitle: 'receptionist',
    seat: '',
  },
}

export const adminJoined = { ...joined, data: { ...joined.data, roles: ['admin' as const] } }

/** Inês as the list of staff has her. */
export const ines: StaffMember = {
  id: storyId(4),
  name: 'Inês Duarte',
  email: 'ines@example.org',
  roles: ['receptionist'],
  role: 'receptionist',
  roleTitle: 'receptionist',
  seat: '',
  status: 'invited',
  joinedAt: storyTime,
  invitedUntil: invited.data.until,
}
