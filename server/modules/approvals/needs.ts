import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { openApprovals } from './projections/approval-queries.ts'

const deciders = ['manager', 'admin']

/** How many requests are told one by one. */
const toldMax = 20

/** The requests that wait for a second person. */
export function approvalNeeds(role: string, say: Say): readonly Query<readonly Need[]>[] {
  if (!deciders.includes(role)) return []
  const open = mapQuery(openApprovals(toldMax), (found) =>
    found.map(
      ({ request, what, amount, beneficiary, askedBy }): Need => ({
        title: `${what} of ${say.money(amount).text} to decide`,
        remark: `${beneficiary ? `For ${say.name(beneficiary)}, asked` : 'Asked'} by ${say.name(askedBy)}`,
        href: `/approvals/${request}`,
        tone: 'wait',
        icon: 'people',
      }),
    ),
  )
  return [open]
}
