import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { likeness } from '#values/name.ts'
import { formatPhone } from '#values/phone.ts'

export type { StaffRole } from './roles.ts'

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
  /** Days of each year on which it is closed, `MM-DD`. */
  readonly closedDays: readonly string[]
  /** Whom its mails come from; empty while nobody has said. */
  readonly sender: string
  readonly demo: boolean
  readonly topUpLimit: number
}

export type StaffMember = {
  readonly id: string
  /** Empty once erased. */
  readonly name: string
  /** Empty for those of the demo, and once erased. */
  readonly email: string
  /** All that they may work as; `role` is the first of them. */
  readonly roles: readonly string[]
  readonly role: string
  readonly roleTitle: string
  readonly status: 'invited' | 'active' | 'suspended'
  /** The name of the seat in the demo; empty elsewhere. */
  readonly seat: string
  /** When they joined or were invited, in ms. */
  readonly joinedAt: number
  /** Until when an invitation is open, in ms. */
  readonly invitedUntil: number | null
}

type ClinicRow = Omit<ClinicSettings, 'demo' | 'topUpLimit' | 'closedDays'> & {
  readonly demo: number
  readonly closedDays: string
}

const topUpLimit = 50_000

/** The clinic's zone as a part of another question, in SQL. */
export const clinicZone = '(SELECT zone FROM {clinic})'

/** The clinic's settings, or nothing before it is set up. */
export function clinicSettings(): Query<ClinicSettings | undefined> {
  const found = row<ClinicRow>(
    `SELECT name, short_name AS "shortName", zone, currency, country, phone, hours,
       closed_days AS "closedDays", sender, demo FROM {clinic}`,
  )
  return mapQuery(
    found,
    (clinic) =>
      clinic && {
        ...clinic,
        phone: formatPhone(clinic.phone, clinic.country),
        closedDays: clinic.closedDays.split(' ').filter((day) => day !== ''),
        demo: clinic.demo === 1,
        topUpLimit,
      },
  )
}

type MemberRow = Omit<StaffMember, 'roles' | 'role'> & { readonly roles: string }

const member = `SELECT id, COALESCE(name, '') AS name, COALESCE(email, '') AS email, roles,
  role_title AS "roleTitle", seat, status, joined_at AS "joinedAt", invited_until AS "invitedUntil" FROM {staff}`
const inOrder = 'ORDER BY joined_at, id'

function asMember(found: MemberRow): StaffMember {
  const roles = found.roles.trim().split(' ')
  return { ...found, roles, role: roles[0] ?? '' }
}

const asMembers = (query: Query<readonly MemberRow[]>): Query<readonly StaffMember[]> =>
  mapQuery(query, (found) => found.map(asMember))

const asOne = (query: Query<MemberRow | undefined>): Query<StaffMember | undefined> =>
  mapQuery(query, (found) => found && asMember(found))

/** Who works here now, in the order they joined; of one role where it is given. */
export function staffMembers(role?: string): Query<readonly StaffMember[]> {
  return asMembers(
    role === undefined
      ? rows<MemberRow>(`${member} WHERE status = 'active' ${inOrder}`)
      : rows<MemberRow>(
          `${member} WHERE status = 'active' AND instr(roles, ?) > 0 ${inOrder}`,
          ` ${role} `,
        ),
  )
}

/** Everybody who works here, may not at present, or is invited. */
export function allStaff(): Query<readonly StaffMember[]> {
  return asMembers(rows<MemberRow>(`${member} ${inOrder}`))
}

/** Somebody who works here, by their id. */
export function staffMember(id: string): Query<StaffMember | undefined> {
  return asOne(row<MemberRow>(`${member} WHERE id = ?`, id))
}

/** Somebody who works here or is invited, by their e-mail address, whatever its case. */
export function staffByEmail(email: string): Query<StaffMember | undefined> {
  return asOne(
    row<MemberRow>(`${member} WHERE email_like = ? AND email_like <> ''`, likeness(email)),
  )
}

/** How many admins there would be without this one. */
export function adminsBeside(id: string): Query<number> {
  const found = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM {staff}
     WHERE status = 'active' AND instr(roles, ' admin ') > 0 AND id <> ?`,
    id,
  )
  return mapQuery(found, (counted) => Number(counted?.count ?? 0))
}
