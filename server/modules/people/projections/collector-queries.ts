import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { clinicZone } from '#modules/clinic/published.ts'
import { ageOn, dayOf } from '#values/local-time.ts'
import { adultAge } from '../terms.ts'

/** Who may collect for somebody: `id` chooses them, `person` is their record, if they have one here. */
export type Collector = {
  readonly id: string
  readonly person: string | null
  readonly name: string
}

type Stored = Collector & {
  /** What was left to a proxy; empty for a guardian. */
  readonly may: string | null
  /** A proxy's last day, or the ward's birth date. */
  readonly day: string | null
  readonly zone: string
}

/** The guardian of a ward, and whom a person named to collect for them, as of a time (ms). */
export function collectorsFor(person: string, at: number): Query<readonly Collector[]> {
  const found = rows<Stored>(
    `SELECT g.id AS id, g.id AS person, COALESCE(g.name, '') AS name, NULL AS may, w.dob AS day, ${clinicZone} AS zone
       FROM {people} AS w JOIN {people} AS g ON g.id = w.guardian WHERE w.id = ?
     UNION ALL
     SELECT COALESCE(link.proxy, link.link), link.proxy, COALESCE(NULLIF(link.name, ''), one.name, ''), link.may, link.until,
       ${clinicZone} FROM {proxies} AS link LEFT JOIN {people} AS one ON one.id = link.proxy WHERE link.person = ?`,
    person,
    person,
  )
  return mapQuery(found, (all) =>
    all.flatMap((one) => {
      const { id, person: record, name } = one
      return mayCollect(one, at) ? [{ id, person: record, name }] : []
    }),
  )
}

function mayCollect({ may, day, zone }: Stored, at: number): boolean {
  const today = dayOf(at, zone)
  if (!day) return false
  if (may === null) return ageOn(today, day) < adultAge
  return today <= day && may.split(' ').includes('collect')
}

/** The same as choices of a list. */
export function collectorOptions(person: string, at: number): Query<readonly Option[]> {
  return mapQuery(collectorsFor(person, at), (all) =>
    all.map(({ id, name }) => ({ value: id, text: name || 'erased' })),
  )
}
