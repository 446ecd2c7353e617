import type { Say } from '#kernel/words.ts'
import type { ApprovalRow } from '../projections/approval-queries.ts'

/** How a request stands, as `ui/status.njk` takes it. */
export function statusOf({ state }: ApprovalRow) {
  if (state === 'open') return { shape: 'clock', text: 'Waits for a second person', tone: 'wait' }
  return state === 'approved'
    ? { shape: 'tick', text: 'Approved', tone: 'good' }
    : { shape: 'cross', text: 'Declined', tone: 'bad' }
}

/** What is asked: "Refund of £58.00". */
export function titleOf({ what, amount }: ApprovalRow, say: Say): string {
  return amount > 0 ? `${what} of ${say.money(amount).text}` : what
}
