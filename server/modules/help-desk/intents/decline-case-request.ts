import { reason, thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import {
  approvalOptions,
  requestRefusals,
  requestToDecide,
  whyNoneToDecide,
} from '#modules/approvals/published.ts'
import { caseDespite } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

/** The second person declines a settlement, and says why; nothing moves. */
export const declineCaseRequest = intent({
  name: 'decline-case-request',
  title: 'Decline a request',
  submit: 'Decline it',
  takesAway: true,
  doing: 'Declining the request',
  done: 'The request is declined',
  notDone: 'Not declined',
  on: helpCase,
  by: { manager: 'clinic', admin: 'clinic' },
  despite: caseDespite,
  fields: {
    request: thing('Request'),
    reason: reason('Why is it declined?', { hint: 'Whoever asked reads it.' }),
  },
  choices: ({ target }) => ({ request: approvalOptions(target) }),
  staleAfter: ['ApprovalGiven', 'ApprovalDeclined'],
  needs: (state, { actor }) =>
    state.status === 'none' ? refuse('no-request') : whyNoneToDecide(state.requests, actor.id),
  decide(state, { data, actor }): readonly CaseEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-request')
    const request = requestToDecide(state.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    return [{ type: 'ApprovalDeclined', data: { request: request.request, reason: data.reason } }]
  },
  refusals: requestRefusals,
  next: ['decline-case-request', 'approve-case-request'],
})
