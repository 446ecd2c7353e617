import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'

type Lookalikes = { readonly id: string; readonly name: string; readonly other: string }

/** Pairs of records with one birth date and one given name that nobody has told apart, at most 20. */
function lookalikes(): Query<readonly Lookalikes[]> {
  return rows<Lookalikes>(
    `SELECT b.id, b.name, a.name AS other FROM {people} a JOIN {people} b
       ON b.dob = a.dob AND b.given_like = a.given_like AND b.id > a.id
     WHERE a.another_than IS NULL AND b.another_than IS NULL
       AND a.name IS NOT NULL AND b.name IS NOT NULL
     ORDER BY b.id LIMIT 20`,
  )
}

/** Records that may be one person's, for whoever looks after the list. */
export function lookalikeNeeds(): Query<readonly Need[]> {
  return mapQuery(lookalikes(), (pairs) =>
    pairs.map(({ id, name, other }) => ({
      title: 'Possibly one person',
      remark: `${other} and ${name}, born on the same day`,
      href: `/patients/${id}`,
      tone: 'rest' as const,
      icon: 'people',
    })),
  )
}
