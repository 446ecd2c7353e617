/** The roles that people of the clinic work in. */
export type StaffRole = 'receptionist' | 'dispenser' | 'practitioner' | 'manager' | 'admin'

export const staffRoles: readonly { readonly value: StaffRole; readonly text: string }[] = [
  { value: 'receptionist', text: 'Receptionist' },
  { value: 'dispenser', text: 'Dispenser' },
  { value: 'practitioner', text: 'Practitioner' },
  { value: 'manager', text: 'Manager' },
  { value: 'admin', text: 'Admin' },
]

/** What a role is called. */
export function roleText(role: string): string {
  return staffRoles.find(({ value }) => value === role)?.text ?? role
}
