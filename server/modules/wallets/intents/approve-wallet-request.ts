import { thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import {
  approvalOptions,
  type Request,
  requestRefusals,
  requestToDecide,
  whyNoneToDecide,
} from '#modules/approvals/published.ts'
import { type CorrectionForm, correctionOf, correctionRefusals } from '../correcting.ts'
import { type Wallet, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { type GoodwillForm, goodwillOf } from '../giving.ts'
import { readMoneyResult } from '../pages/money-result.ts'
import { type RefundForm, refundOf, refundRefusals } from '../refunding.ts'

/** What was asked for, decided anew: the wallet may have changed since. */
function actOf(
  state: Wallet,
  { request, intent: asked, form }: Request,
  command: string,
): readonly WalletEvents[] | Refusal {
  switch (asked) {
    case 'refund-to-wallet':
      return refundOf(state, form as RefundForm, { refund: command, approval: request })
    case 'give-goodwill':
      return goodwillOf(form as GoodwillForm, request)
    case 'correct-ledger':
      return correctionOf(state, form as CorrectionForm, request)
    default:
      return refuse('no-request')
  }
}

/** The second person approves, and what was asked for is done with it, in one step. */
export const approveWalletRequest = intent({
  name: 'approve-wallet-request',
  title: 'Approve a request',
  submit: 'Approve it',
  doing: 'Approving the request',
  done: 'The request is approved',
  notDone: 'Not approved',
  on: wallet,
  by: { manager: 'clinic', admin: 'clinic' },
  fields: { request: thing('Request') },
  choices: ({ target }) => ({ request: approvalOptions(target) }),
  staleAfter: ['ApprovalGiven', 'ApprovalDeclined'],
  needs: (state, { actor }) =>
    state.status === 'none' ? refuse('no-request') : whyNoneToDecide(state.requests, actor.id),
  decide(state, { data, actor, command }): readonly WalletEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-request')
    const request = requestToDecide(state.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    const done = actOf(state, request, command)
    if (isRefusal(done)) return done
    return [{ type: 'ApprovalGiven', data: { request: request.request } }, ...done]
  },
  result: { read: readMoneyResult },
  refusals: { ...refundRefusals, ...correctionRefusals, ...requestRefusals },
  next: ['approve-wallet-request'],
})
