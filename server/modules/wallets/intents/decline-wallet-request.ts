import { reason, thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import {
  approvalOptions,
  requestRefusals,
  requestToDecide,
  whyNoneToDecide,
} from '#modules/approvals/published.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** The second person declines, and says why; nothing moves. */
export const declineWalletRequest = intent({
  name: 'decline-wallet-request',
  title: 'Decline a request',
  submit: 'Decline it',
  takesAway: true,
  doing: 'Declining the request',
  done: 'The request is declined',
  notDone: 'Not declined',
  on: wallet,
  by: { manager: 'clinic', admin: 'clinic' },
  fields: {
    request: thing('Request'),
    reason: reason('Why is it declined?', { hint: 'Whoever asked reads it.' }),
  },
  choices: ({ target }) => ({ request: approvalOptions(target) }),
  staleAfter: ['ApprovalGiven', 'ApprovalDeclined'],
  needs: (state, { actor }) =>
    state.status === 'none' ? refuse('no-request') : whyNoneToDecide(state.requests, actor.id),
  decide(state, { data, actor }): readonly WalletEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-request')
    const request = requestToDecide(state.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    const { reason: why } = data
    return [{ type: 'ApprovalDeclined', data: { request: request.request, reason: why } }]
  },
  refusals: requestRefusals,
  next: ['decline-wallet-request', 'approve-wallet-request'],
})
