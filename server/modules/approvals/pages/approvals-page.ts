import type { Page, PageContext } from '#kernel/page.ts'
import {
  type ApprovalRow,
  decidedApprovals,
  openApprovals,
} from '../projections/approval-queries.ts'
import { statusOf, titleOf } from './approval-words.ts'

/** How many are shown of those that are open, and of those that were decided. */
const shown = 50

function rowOf({ say }: PageContext, one: ApprovalRow) {
  return {
    past: one.state !== 'open',
    cells: [
      {
        text: titleOf(one, say),
        href: `/approvals/${one.request}`,
        rel: 'approval',
        remark: one.reason,
        below: true,
      },
      { text: one.beneficiary ? `For ${say.name(one.beneficiary)}` : '' },
      { text: `Asked ${say.moment(one.askedAt).text}`, tone: 'quiet' },
      { status: statusOf(one) },
    ],
  }
}

/** What waits for a second person, oldest first, and what was decided last. */
export const approvalsPage: Page = {
  path: '/approvals',
  view: 'approvals/approvals.njk',
  by: { manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const [open, over] = [
      await context.ask(openApprovals(shown)),
      await context.ask(decidedApprovals(shown)),
    ]
    const groups = [
      { heading: 'To decide', count: open.length, list: open },
      { heading: 'Decided', count: over.length, list: over },
    ]
    return {
      title: 'Requests',
      state: { open: open.length },
      embedded: {
        approval: [...open, ...over].map((one) => ({
          href: `/approvals/${one.request}`,
          what: one.what,
          amount: context.say.money(one.amount),
          state: one.state,
          asked: context.say.moment(one.askedAt),
        })),
      },
      print: {
        list:
          open.length + over.length > 0
            ? {
                caption: 'Requests',
                tall: true,
                columns: [
                  { title: 'What', kind: 'text' },
                  { title: 'For', kind: 'text' },
                  { title: 'Asked', kind: 'text' },
                  { title: 'How it stands', kind: 'status' },
                ],
                groups: groups
                  .filter(({ list }) => list.length > 0)
                  .map(({ heading, count, list }) => ({
                    heading,
                    count,
                    rows: list.map((one) => rowOf(context, one)),
                  })),
              }
            : undefined,
      },
    }
  },
}
