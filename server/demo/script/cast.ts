import type { Actor } from '#kernel/event.ts'
import type { StaffRole } from '#modules/clinic/published.ts'

/** Somebody who works at the demo clinic. Without a seat a visitor cannot sit in for them. */
export type Colleague = {
  readonly key: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly roleTitle: string
  readonly seat: string
}

function colleague(
  key: string,
  name: string,
  role: StaffRole,
  roleTitle: string,
  seat = key,
): Colleague {
  return { key, name, roles: [role], roleTitle, seat }
}

/** Who works at Harbour Lane, in the order in which they joined. */
export const colleagues: readonly Colleague[] = [
  colleague('ada', 'Ada Lindqvist', 'admin', 'admin'),
  colleague('nora', 'Nora Bright', 'manager', 'manager'),
  colleague('sam', 'Sam Pell', 'receptionist', 'receptionist'),
  colleague('ines', 'Inês Duarte', 'receptionist', 'receptionist'),
  colleague('kofi', 'Kofi Mensah', 'dispenser', 'dispenser'),
  colleague('amara', 'Dr Amara Okafor', 'practitioner', 'GP'),
  colleague('tomasz', 'Dr Tomasz Wilk', 'practitioner', 'GP', ''),
  colleague('leila', 'Leila Haddad', 'practitioner', 'physiotherapist'),
  colleague('priya', 'Priya Raman', 'practitioner', 'podiatrist', ''),
  colleague('ben', 'Ben Carroway', 'practitioner', 'nurse', ''),
]

/** Who founds the clinic: nobody works there yet. */
export const founder = 'founder'

/** What takes the old clinic's list of patients over, for the admin. */
export const oldList = 'old-list'

/** What takes the price of a visit over from the paper diary. */
export const visitsDesk = 'visits'

/** The actor behind a key of the script: a machine, a colleague, or else a patient. */
export function actorNamed(key: string, idOf: (key: string) => string): Actor {
  if (key === founder) return { id: 'system:founding', role: 'system', onBehalfOf: null }
  if (key === visitsDesk) return { id: 'system:visits', role: 'system', onBehalfOf: idOf('sam') }
  if (key === oldList) return { id: 'system:take-over', role: 'system', onBehalfOf: idOf('ada') }
  const role = colleagues.find((one) => one.key === key)?.roles[0] ?? 'patient'
  return { id: idOf(key), role, onBehalfOf: null }
}
