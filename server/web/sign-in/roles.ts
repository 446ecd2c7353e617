import type { StaffMember } from '#modules/clinic/published.ts'

const titles: Readonly<Record<string, string>> = {
  receptionist: 'Receptionist',
  dispenser: 'Dispenser',
  practitioner: 'Practitioner',
  manager: 'Manager',
  admin: 'Admin',
  patient: 'Patient',
  kiosk: 'Kiosk',
}

/** What a role is called. */
export function roleTitle(role: string): string {
  return titles[role] ?? role
}

/** What somebody is called in a role: by their own title where they have but one. */
export function roleTitleOf(member: StaffMember, role: string): string {
  return member.roles.length > 1 ? roleTitle(role) : member.roleTitle
}
