import type { Say } from '#kernel/words.ts'
import type { StaffMember } from '../published.ts'

/** How somebody stands here at this time, in ms: "Works here", "Invited until Mon 30 Nov", "Suspended". */
export function standingText(say: Say, member: StaffMember, at: number): string {
  const { status, invitedUntil } = member
  if (status === 'suspended') return 'Suspended'
  if (status === 'active') return 'Works here'
  const until = invitedUntil ?? at
  return at > until ? 'The invitation has ended' : `Invited until ${say.day(until).text}`
}
