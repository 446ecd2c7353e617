import { type Query, row } from '#kernel/query.ts'

/** What was typed on a registration that has not ended. Personal fields are empty once erased. */
export type TypedRegistration = {
  readonly given: string | null
  readonly family: string | null
  readonly dob: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly noEmail: string | null
  readonly terms: string
  readonly guardian: string | null
  readonly anotherThan: string | null
  readonly anotherBecause: string | null
}

/**
 * Somebody on record who looks like the one being registered: born on the same day, with the same given or
 * family name, whatever case and accents. Nobody where that was asked about before it began.
 */
export function lookalikeOf(registration: string): Query<{ readonly id: string } | undefined> {
  return row<{ readonly id: string }>(
    `SELECT p.id FROM {registrations} r JOIN {people} p ON p.dob = r.dob
       AND (p.given_like = r.given_like OR (p.family_like = r.family_like AND r.family_like <> ''))
     WHERE r.id = ? AND r.if_alike = 'refuse' ORDER BY p.id LIMIT 1`,
    registration,
  )
}

/** A registration under way by its id, which is the person's. */
export function registrationById(id: string): Query<TypedRegistration | undefined> {
  return row<TypedRegistration>(
    `SELECT given, family, dob, phone, email, no_email AS "noEmail", terms, guardian,
       another_than AS "anotherThan", another_because AS "anotherBecause"
     FROM {registrations} WHERE id = ?`,
    id,
  )
}
