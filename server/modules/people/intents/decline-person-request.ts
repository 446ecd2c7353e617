import { choice, thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { requestRefusals, requestToDecide, whyNoneToDecide } from '#modules/approvals/published.ts'
import { person } from '../deciders/person.ts'
import { requestOptions } from '../erasure.ts'
import type { PersonEvents } from '../events.ts'
import { keptOf } from '../record-words.ts'

// No free text: it would stay when the person is erased after all.
const reasons = [
  { value: 'The record is still needed', text: 'The record is still needed' },
  { value: 'It is not certain who asked', text: 'It is not certain who asked' },
  { value: 'They changed their mind', text: 'They changed their mind' },
] as const

/** The second person says no, and why; nothing is erased. */
export const declinePersonRequest = intent({
  name: 'decline-person-request',
  title: 'Keep them',
  submit: 'Decline it',
  takesAway: true,
  doing: 'Declining the request',
  done: 'The request is declined, and nobody is erased',
  notDone: 'Not declined',
  on: person,
  by: { admin: 'clinic', manager: 'clinic' },
  despite: ['record-closed'],
  fields: { request: thing('Request'), reason: choice('Why is it declined?', reasons) },
  choices: ({ target }) => ({ request: requestOptions(target) }),
  needs(state, { actor }) {
    const kept = keptOf(state)
    return kept ? whyNoneToDecide(kept.requests, actor.id) : refuse('no-request')
  },
  decide(state, { data, actor }): readonly PersonEvents[] | Refusal {
    const kept = keptOf(state)
    if (!kept) return refuse('no-request')
    const request = requestToDecide(kept.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    return [{ type: 'ApprovalDeclined', data: { request: request.request, reason: data.reason } }]
  },
  refusals: requestRefusals,
  next: ['erase-person'],
})
