import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { titleOf } from './pages/approval-words.ts'
import { openApprovals } from './projections/approval-queries.ts'

const deciders = ['manager', 'admin']

/** How many requests are told one by one. */
const toldMax = 20

/** The requests that wait for a second person. */
export function approvalNeeds(role: string, say: Say): readonly Query<readonly Need[]>[] {
  if (!deciders.includes(role)) return []
  const open = mapQuery(openApprovals(toldMax), (found) =>
    found.map(
      (row): Need => ({
        title: `${titleOf(row, say)} to decide`,
        remark: `${row.beneficiary ? `For ${say.name(row.beneficiary)}, asked` : 'Asked'} by ${say.name(row.askedBy)}`,
        href: `/approvals/${row.request}`,
        tone: 'wait',
        icon: 'people',
      }),
    ),
  )
  return [open]
}
