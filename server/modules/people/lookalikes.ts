import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { longDay } from '#values/local-time.ts'

/** Two records with one birth date and one given name that nobody has told apart. The older one first. */
export type Lookalikes = {
  readonly one: string
  readonly other: string
  readonly oneName: string
  readonly otherName: string
  readonly dob: string
}

// Told apart from either side, or registered in the knowledge that there is another.
const pairs = `FROM {people_alike} x
  JOIN {people} a ON a.id = x.one JOIN {people} b ON b.id = x.other
  WHERE a.status = 'open' AND b.status = 'open' AND a.name IS NOT NULL AND b.name IS NOT NULL
    AND COALESCE(a.another_than, '') <> b.id AND COALESCE(b.another_than, '') <> a.id
    AND NOT EXISTS (SELECT 1 FROM {told_apart} t
      WHERE (t.one = a.id AND t.other = b.id) OR (t.one = b.id AND t.other = a.id))`

const selected =
  'SELECT a.id AS one, b.id AS other, a.name AS "oneName", b.name AS "otherName", a.dob AS dob'

/** At most so many pairs, the newest first. */
export function lookalikes(limit: number): Query<readonly Lookalikes[]> {
  return rows<Lookalikes>(`${selected} ${pairs} ORDER BY b.number DESC, a.number LIMIT ?`, limit)
}

function pairsWith(person: string): Query<readonly Lookalikes[]> {
  return rows<Lookalikes>(
    `${selected} ${pairs} AND (a.id = ? OR b.id = ?) ORDER BY a.number, b.number LIMIT 20`,
    person,
    person,
  )
}

const others = (found: readonly Lookalikes[], person: string) =>
  found.map(({ one, other, oneName, otherName, dob }) =>
    one === person ? { id: other, name: otherName, dob } : { id: one, name: oneName, dob },
  )

/** The records that look like this one and that nobody has told apart from it, at most 20. */
export function lookalikesOf(person: string): Query<readonly string[]> {
  return mapQuery(pairsWith(person), (found) => others(found, person).map(({ id }) => id))
}

/** The same as choices of a list. */
export function lookalikeOptions(person: string): Query<readonly Option[]> {
  return mapQuery(pairsWith(person), (found) =>
    others(found, person).map(({ id, name, dob }) => ({
      value: id,
      text: name,
      hint: `born ${longDay(dob)}`,
    })),
  )
}
