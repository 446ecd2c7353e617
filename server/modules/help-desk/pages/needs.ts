import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { openCases, waitingCasesCount } from '../projections/case-queries.ts'
import { caseTitle, isOver } from './case-words.ts'

const helpers = ['receptionist', 'dispenser', 'manager', 'admin']

/** How many cases are told one by one. */
const toldMax = 20

/** The cases that wait for somebody. */
export function caseNeeds(role: string, say: Say): readonly Query<readonly Need[]>[] {
  if (!helpers.includes(role)) return []
  const waiting = mapQuery(openCases({ skip: 0, limit: toldMax }), (cases) =>
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
  const others = mapQuery(waitingCasesCount(), (count): readonly Need[] =>
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
