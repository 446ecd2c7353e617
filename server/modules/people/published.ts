// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { longDay } from '#values/local-time.ts'
import { likeness } from '#values/name.ts'
import { searchable } from '#values/search-words.ts'
import { confirmationSecret as secretOfConfirmation } from './confirmation.ts'
import { type ContactPreferences, preferencesOf } from './preferences.ts'

export { peopleTable } from './pages/people-table.ts'
export type { ContactPreferences } from './preferences.ts'
export {
  type Collector,
  collectorOptions,
  collectorsFor,
} from './projections/collector-queries.ts'
export { type FoundPerson, findPeople, foundCount } from './search/find-people.ts'
export { wantedBy } from './search/typed.ts'
export { type ActedFor, actedForBy, actedForOptions, mayAct } from './standing.ts'

/** Who may look for people. */
export const searchedBy = {
  receptionist: 'clinic',
  dispenser: 'clinic',
  practitioner: 'clinic',
  manager: 'clinic',
} as const

/** The stream of a person's record. */
export const personStream = (id: string): string => `person-${id}`

/** The stream of a person's registration, under the same id. */
export const registrationStream = (id: string): string => `registration-${id}`

/** A person's record. Personal fields are empty once erased; `dob` is `YYYY-MM-DD`, `phone` E.164. */
export type PersonRow = {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly name: string
  readonly dob: string
  readonly phone: string
  readonly email: string
  readonly guardian: string | null
}

const texts = ['given', 'family', 'name', 'dob', 'email']
// The telephone number is part of a document; until that is edited it is the one given at registration.
const phone = `COALESCE((SELECT phone FROM {contact_details} WHERE person = id), phone, '') AS phone`
const person = `SELECT id, guardian, ${texts.map((one) => `COALESCE(${one}, '') AS ${one}`).join(', ')}, ${phone} FROM {people}`
const byName = 'ORDER BY family_like, given_like, id'

/** One person. */
export function personById(id: string): Query<PersonRow | undefined> {
  return row<PersonRow>(`${person} WHERE id = ?`, id)
}

/** How a record stands: `open`, `closed`, `merged` or `erased`; nothing where there is none. */
export function recordStatus(id: string): Query<string | undefined> {
  const found = row<{ readonly status: string }>('SELECT status FROM {people} WHERE id = ?', id)
  return mapQuery(found, (one) => one?.status)
}

/** The record that this one was folded into, if it was. */
export function keptRecord(id: string): Query<string | undefined> {
  const found = row<{ readonly into: string | null }>(
    'SELECT merged_into AS "into" FROM {people} WHERE id = ?',
    id,
  )
  return mapQuery(found, (one) => one?.into ?? undefined)
}

/** Everybody, by family name; from `skip` on and at most `limit`, where these are given. */
export function peopleByName(limit?: number, skip = 0): Query<readonly PersonRow[]> {
  return limit === undefined
    ? rows<PersonRow>(`${person} ${byName}`)
    : rows<PersonRow>(`${person} ${byName} LIMIT ? OFFSET ?`, limit, skip)
}

/** Whose open records have this e-mail address, whatever its case; a family may share one. */
export function peopleByEmail(email: string): Query<readonly PersonRow[]> {
  const wanted = email.trim().toLowerCase()
  const found = rows<PersonRow>(
    `${person} WHERE status = 'open' AND id IN
       (SELECT person FROM {people_words} WHERE word = ? AND part = 'email') ${byName}`,
    searchable(wanted),
  )
  return mapQuery(found, (people) => people.filter((one) => one.email.toLowerCase() === wanted))
}

/** How many people are registered. */
export function peopleCount(): Query<number> {
  const found = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM {people} WHERE status IN ('open', 'closed')`,
  )
  return mapQuery(found, (counted) => Number(counted?.count ?? 0))
}

const asOptions = (people: readonly PersonRow[]): readonly Option[] =>
  people.map(({ id, name, dob }) => ({
    value: id,
    text: name || 'erased',
    ...(dob ? { hint: `born ${longDay(dob)}` } : {}),
  }))

/** Everybody as choices of a list, told apart by their birth dates. */
export function peopleOptions(): Query<readonly Option[]> {
  return mapQuery(peopleByName(), asOptions)
}

/** The first of everybody as choices of a list, and whoever is chosen already, if they are registered. */
export function firstPeopleOptions(limit: number, chosen: string): Query<readonly Option[]> {
  const first = `SELECT id FROM {people} WHERE status = 'open' ${byName} LIMIT ?`
  const found = rows<PersonRow>(
    `${person} WHERE id = ? OR id IN (${first}) ${byName}`,
    chosen,
    limit,
  )
  return mapQuery(found, asOptions)
}

/** Records with this birth date and the same given or family name, whatever case and accents. */
export function peopleLike(
  dob: string,
  given: string,
  family: string,
): Query<readonly { readonly id: string }[]> {
  return rows<{ readonly id: string }>(
    `SELECT id FROM {people} WHERE dob = ? AND merged_into IS NULL AND (given_like = ? OR (family_like = ? AND family_like <> '')) ${byName}`,
    dob,
    likeness(given),
    likeness(family),
  )
}

/** Where somebody's mail goes, and whether they proved that it arrives there. Empty once erased. */
export type MailAddress = {
  readonly email: string
  readonly isConfirmed: boolean
  /** The request to confirm it that is open, or was, and until when (ms). */
  readonly request: string | null
  readonly until: number | null
  /** The address that they asked to use instead and have not confirmed yet. */
  readonly wanted: string
}

type MailAddressRow = Omit<MailAddress, 'isConfirmed'> & { readonly confirmed: number }

/** Where this person's mail goes, if they have a record. */
export function mailAddressOf(id: string): Query<MailAddress | undefined> {
  const found = row<MailAddressRow>(
    `SELECT COALESCE(p.email, '') AS email, COALESCE(c.confirmed, 0) AS confirmed, c.request, c.until,
       COALESCE(e.email, '') AS wanted
     FROM {people} p LEFT JOIN {email_confirmations} c ON c.person = p.id
       LEFT JOIN {email_changes} e ON e.person = p.id WHERE p.id = ?`,
    id,
  )
  return mapQuery(found, (one) => {
    if (!one) return undefined
    const { confirmed, ...address } = one
    return { ...address, isConfirmed: confirmed === 1 }
  })
}

/** How this person wants to be reached, or how everybody is who has not said. */
export function contactPreferencesOf(id: string): Query<ContactPreferences> {
  return preferencesOf(id)
}

/** The label of the secret that the link to confirm an address carries. */
export const confirmationSecret = (request: string): string => secretOfConfirmation(request)
