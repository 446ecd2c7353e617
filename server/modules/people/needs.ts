import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import { lookalikes } from './lookalikes.ts'

const listedMax = 20

/** Records that may be one person's, for whoever looks after the list. */
export function lookalikeNeeds(): Query<readonly Need[]> {
  return mapQuery(lookalikes(listedMax), (pairs) =>
    pairs.map(({ oneName, otherName }) => ({
      title: 'Possibly one person',
      remark: `${oneName} and ${otherName}, born on the same day`,
      href: '/patients/duplicates',
      tone: 'rest' as const,
      icon: 'people',
    })),
  )
}
