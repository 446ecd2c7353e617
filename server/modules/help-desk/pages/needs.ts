import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { waitingCasesCount, waitingCasesFor } from '../projections/case-queries.ts'
import { caseTitle } from './case-words.ts'

const helpers = ['receptionist', 'dispenser', 'practitioner', 'manager', 'admin']

/** How many cases are told one by one. */
const toldMax = 20

/** The cases that wait for this person: those that are theirs, and those that are nobody’s yet. */
export function caseNeeds(
  role: string,
  say: Say,
  viewer: string,
): readonly Query<readonly Need[]>[] {
  if (!helpers.includes(role)) return []
  const waiting = mapQuery(waitingCasesFor(viewer, toldMax), (cases) =>
    cases.map((one): Need => {
      const whose = one.takenBy === null ? '' : 'You have it. '
      return {
        title: caseTitle(one, say),
        remark: `${whose}Case ${one.number}, since ${say.moment(one.openedAt).text}`,
        href: `/cases/${one.id}`,
        tone: one.reporter === null ? 'bad' : 'wait',
        icon: one.reporter === null ? 'stuck' : 'mail',
      }
    }),
  )
  const others = mapQuery(waitingCasesCount(viewer), (count): readonly Need[] =>
    count > toldMax
      ? [
          {
            title: `And ${count - toldMax} more cases`,
            remark: 'All of them are at the help desk',
            href: '/cases',
            tone: 'bad',
            icon: 'stuck',
          },
        ]
      : [],
  )
  return [waiting, others]
}
