import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { openCases } from '../projections/case-queries.ts'
import { caseTitle, isOver } from './case-words.ts'

const helpers = ['receptionist', 'dispenser', 'manager', 'admin']

/** The cases that wait for somebody. */
export function caseNeeds(role: string, say: Say): readonly Query<readonly Need[]>[] {
  if (!helpers.includes(role)) return []
  const waiting = mapQuery(openCases(), (cases) =>
    cases
      .filter((one) => !isOver(one))
      .map(
        (one): Need => ({
          title: caseTitle(one, say),
          remark: `Case ${one.number}, since ${say.moment(one.openedAt).text}`,
          href: `/cases/${one.id}`,
          tone: 'bad',
          icon: 'stuck',
        }),
      ),
  )
  return [waiting]
}
