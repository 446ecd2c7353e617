import type { Field } from '#kernel/field.ts'

/** The roles that people of the clinic work in. Somebody may hold several and works in one at a time. */
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

/** Several roles as they are said: "Receptionist and dispenser". */
export function rolesText(roles: readonly string[]): string {
  const [first = '', ...others] = roles.map(roleText)
  const words = [first, ...others.map((text) => text.toLowerCase())]
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

const ticked = (raw: Readonly<Record<string, string>>, name: string): boolean =>
  Object.hasOwn(raw, name) && (raw[name] ?? '').trim() !== ''

/** One box a role, `roles-receptionist` and so on; at least one has to be ticked. */
export function rolesField(label: string): Field<readonly StaffRole[]> {
  return {
    personal: false,
    inputs: (name) =>
      staffRoles.map(({ value, text }) => ({
        kind: 'tick' as const,
        name: `${name}-${value}`,
        legend: label,
        label: text,
        required: false,
      })),
    parse(name, raw) {
      const first = `${name}-${staffRoles[0]?.value}`
      const odd = staffRoles.find(({ value }) => {
        const input = `${name}-${value}`
        return ticked(raw, input) && raw[input] !== 'yes'
      })
      if (odd) {
        const detail = `Tick or leave empty: ${odd.text}.`
        return { errors: [{ field: `${name}-${odd.value}`, code: 'not-a-choice', detail }] }
      }
      const value = staffRoles.flatMap((role) =>
        ticked(raw, `${name}-${role.value}`) ? [role.value] : [],
      )
      return value.length > 0
        ? { value }
        : { errors: [{ field: first, code: 'missing', detail: 'Tick at least one role.' }] }
    },
    write: (name, roles) =>
      Object.fromEntries(roles.map((role) => [`${name}-${role}`, 'yes'] as const)),
  }
}
