import { thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { requestRefusals, requestToDecide, whyNoneToDecide } from '#modules/approvals/published.ts'
import { person } from '../deciders/person.ts'
import { erased, erasureFacts, erasureRefusals, requestOptions, whyNotErased } from '../erasure.ts'
import type { PersonEvents } from '../events.ts'
import type { ErasureReason } from '../record-events.ts'
import { keptOf, recordRefusals } from '../record-words.ts'

/** The second person says yes, and the person is erased with it: everything is looked at once more. */
export const approvePersonRequest = intent({
  name: 'approve-person-request',
  title: 'Erase them for good',
  submit: 'Erase them for good',
  doing: 'Erasing the person',
  done: 'The person is erased',
  notDone: 'Nobody is erased',
  on: person,
  by: { admin: 'clinic' },
  confirm: 'fresh-factor',
  despite: ['record-closed'],
  fields: { request: thing('Request') },
  reads: ({ target }) => erasureFacts(target),
  choices: ({ target }) => ({ request: requestOptions(target) }),
  needs(state, { actor }) {
    const kept = keptOf(state)
    return kept ? whyNoneToDecide(kept.requests, actor.id) : refuse('no-request')
  },
  decide(state, { data, actor, at, facts }): readonly PersonEvents[] | Refusal {
    const kept = keptOf(state)
    if (!kept) return refuse('no-request')
    const request = requestToDecide(kept.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    const no = whyNotErased(facts, at)
    if (no) return no
    const { because } = request.form as { because: ErasureReason }
    return [{ type: 'ApprovalGiven', data: { request: request.request } }, erased(because, facts)]
  },
  refusals: { ...recordRefusals, ...requestRefusals, ...erasureRefusals },
  next: [],
})
