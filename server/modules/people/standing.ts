import type { AskedStanding, Standing } from '#kernel/authorise.ts'
import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { clinicZone } from '#modules/clinic/published.ts'
import { ageOn, dayOf } from '#values/local-time.ts'
import { adultAge } from './terms.ts'

// What was folded into another record is under that one's guardian and proxies.
const kept = 'COALESCE((SELECT merged_into FROM {people} WHERE id = ?), ?)'

type Link = {
  readonly kind: 'same' | 'guardian' | 'proxy'
  /** What was left to a proxy. */
  readonly may: string | null
  /** A proxy's last day, or the ward's birth date; empty once erased. */
  readonly day: string | null
  readonly zone: string
}

function wordsOf({ kind, may, day, zone }: Link, at: number): Standing {
  const today = dayOf(at, zone)
  if (kind === 'same') return ['same']
  if (!day) return []
  if (kind === 'guardian') return ageOn(today, day) < adultAge ? ['guardian'] : []
  return today <= day ? (may ?? '').split(' ').map((task) => `proxy-${task}`) : []
}

/**
 * How a person stands to another: the same, where one record was folded into the other; a guardian while the ward is under age, a proxy until the last day that
 * was agreed. Days are the clinic's.
 */
export function standingTo({ actor, person, at }: AskedStanding): Query<Standing> {
  const links = rows<Link>(
    `SELECT 'same' AS kind, NULL AS may, NULL AS day, ${clinicZone} AS zone
       FROM {people} WHERE id = ? AND merged_into = ?
     UNION ALL
     SELECT 'guardian', NULL, dob, ${clinicZone} FROM {people} WHERE id = ${kept} AND guardian = ?
     UNION ALL
     SELECT 'proxy', may, until, ${clinicZone} FROM {proxies} WHERE person = ${kept} AND proxy = ?`,
    person,
    actor,
    person,
    person,
    actor,
    person,
    person,
    actor,
  )
  return mapQuery(links, (found) => found.flatMap((link) => wordsOf(link, at)))
}

/** Somebody's ward, or a person who left them something to do, with the words for it. */
export type ActedFor = {
  readonly id: string
  readonly name: string
  readonly standing: Standing
  /** A proxy's last day. */
  readonly until: string | null
}

/** Whether something of theirs that a proxy may be left with may be seen or done. */
export function mayAct({ standing }: Pick<ActedFor, 'standing'>, task: string): boolean {
  return ['same', 'guardian', task].some((word) => standing.includes(word))
}

type Named = Link & { readonly id: string; readonly name: string }

// Themselves first, then everybody whom they act for by name.
const named = `SELECT * FROM (SELECT id, COALESCE(name, '') AS name, 'same' AS kind, NULL AS may, NULL AS day, ${clinicZone} AS zone
    FROM {people} WHERE id = ?
  UNION ALL
  SELECT id, COALESCE(name, ''), 'guardian', NULL, dob, ${clinicZone} FROM {people} WHERE guardian = ?
  UNION ALL
  SELECT one.id, COALESCE(one.name, ''), 'proxy', link.may, link.until, ${clinicZone}
    FROM {proxies} AS link JOIN {people} AS one ON one.id = link.person WHERE link.proxy = ?
) AS one ORDER BY kind = 'same' DESC, name, id`

function themselvesAnd(actor: string, at: number): Query<readonly ActedFor[]> {
  return mapQuery(rows<Named>(named, actor, actor, actor), (found) =>
    found.flatMap((link) => {
      const standing = wordsOf(link, at)
      const until = link.kind === 'proxy' ? link.day : null
      return standing.length > 0 ? [{ id: link.id, name: link.name, standing, until }] : []
    }),
  )
}

/** All whom a person acts for at this time (ms). */
export function actedForBy(actor: string, at: number): Query<readonly ActedFor[]> {
  return mapQuery(themselvesAnd(actor, at), (all) => all.filter(({ id }) => id !== actor))
}

/** Themselves, and whom they may do such a task for, as choices of a list. */
export function actedForOptions(actor: string, at: number, task: string): Query<readonly Option[]> {
  return mapQuery(themselvesAnd(actor, at), (all) =>
    all
      .filter((one) => mayAct(one, task))
      .map(({ id, name }) => ({ value: id, text: name || 'erased' })),
  )
}
