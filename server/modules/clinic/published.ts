import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { formatPhone } from '#values/phone.ts'

/** The one stream of the clinic itself. */
export const clinicStream = 'clinic-00000000-0000-7000-8000-000000000001'

/** The stream of somebody who works here. */
export const staffStream = (id: string): string => `staff-${id}`

/** The clinic as it is set up. `topUpLimit` is the most that one top-up may be, in minor units. */
export type ClinicSettings = {
  readonly name: string
  readonly shortName: string
  readonly zone: string
  readonly currency: string
  readonly country: string
  /** As people of the country dial it. */
  readonly phone: string
  readonly hours: string
  readonly demo: boolean
  readonly topUpLimit: number
}

export type StaffMember = {
  readonly id: string
  /** Empty once erased. */
  readonly name: string
  readonly role: string
  readonly roleTitle: string
  /** The name of the seat in the demo; empty elsewhere. */
  readonly seat: string
  /** In ms. */
  readonly joinedAt: number
}

type ClinicRow = Omit<ClinicSettings, 'demo' | 'topUpLimit'> & { readonly demo: number }

const topUpLimit = 50_000

/** The clinic's settings, or nothing before it is set up. */
export function clinicSettings(): Query<ClinicSettings | undefined> {
  const found = row<ClinicRow>(
    'SELECT name, short_name AS "shortName", zone, currency, country, phone, hours, demo FROM {clinic}',
  )
  return mapQuery(
    found,
    (clinic) =>
      clinic && {
        ...clinic,
        phone: formatPhone(clinic.phone, clinic.country),
        demo: clinic.demo === 1,
        topUpLimit,
      },
  )
}

const member = `SELECT id, COALESCE(name, '') AS name, role, role_title AS "roleTitle", seat,
  joined_at AS "joinedAt" FROM {staff}`

/** Who works here, in the order they joined; of one role where it is given. */
export function staffMembers(role?: string): Query<readonly StaffMember[]> {
  return role === undefined
    ? rows<StaffMember>(`${member} ORDER BY joined_at, id`)
    : rows<StaffMember>(`${member} WHERE role = ? ORDER BY joined_at, id`, role)
}

/** Somebody who works here, by their id. */
export function staffMember(id: string): Query<StaffMember | undefined> {
  return row<StaffMember>(`${member} WHERE id = ?`, id)
}
