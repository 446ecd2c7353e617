import type { StaffRole } from './roles.ts'

const lastsMs = 7 * 24 * 3_600_000

/** Until when an invitation made at this time, in ms, can be accepted: a week. */
export function invitationEnd(at: number): number {
  return at + lastsMs
}

/** What the mailed link of an invitation proves. */
export function invitationSecret(request: string): string {
  return `invitation:${request}`
}

/** Only an admin may make an admin. */
export function mayGive(role: string, roles: readonly StaffRole[]): boolean {
  return role === 'admin' || role === 'system' || !roles.includes('admin')
}
