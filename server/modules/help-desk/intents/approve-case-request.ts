import { thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import {
  approvalOptions,
  requestRefusals,
  requestToDecide,
  whyNoneToDecide,
} from '#modules/approvals/published.ts'
import { caseDespite } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { SettledEffect } from '../effects.ts'
import type { CaseEvents } from '../events.ts'
import { mendRefusals, processOfCase, whyNotMended } from '../mending.ts'
import { readSettleResult } from '../pages/mend-result.ts'
import { settlementNamed } from '../settling.ts'

type Settling = {
  readonly settlement: string
  readonly done: string
  readonly effects: readonly SettledEffect[]
}

/** The second person approves a settlement, and it is settled with it, in one step. */
export const approveCaseRequest = intent({
  name: 'approve-case-request',
  title: 'Approve a request',
  submit: 'Approve it',
  doing: 'Approving the request',
  done: 'The request is approved',
  notDone: 'Not approved',
  on: helpCase,
  by: { manager: 'clinic', admin: 'clinic' },
  despite: caseDespite,
  fields: { request: thing('Request') },
  reads: (asking: Asking<{ readonly request: string }>) => ({ stuck: processOfCase(asking) }),
  choices: ({ target }) => ({ request: approvalOptions(target) }),
  staleAfter: ['ApprovalGiven', 'ApprovalDeclined', 'StepSettledByHand', 'UndoStarted'],
  needs: (state, { actor }) =>
    state.status === 'none' ? refuse('no-request') : whyNoneToDecide(state.requests, actor.id),
  decide(state, { data, actor, facts: { stuck } }): readonly CaseEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-request')
    const request = requestToDecide(state.requests, data.request, actor.id)
    if (isRefusal(request)) return request
    const gone = whyNotMended(state, stuck)
    if (gone || !stuck) return gone ?? refuse('no-process')
    const { settlement: name, done, effects } = request.form as Settling
    const settlement = settlementNamed(stuck, name)
    if (isRefusal(settlement)) return settlement
    if (settlement.amount !== request.amount) return refuse('no-settlement')
    const { as, title } = settlement
    const evidence = 'As noted on the case when it was asked for.'
    const approval = request.request
    const process = stuck.stream
    return [
      { type: 'ApprovalGiven', data: { request: approval } },
      {
        type: 'StepSettledByHand',
        data: { process, as, title, done, evidence, reference: '', effects, approval },
      },
    ]
  },
  result: { read: readSettleResult },
  refusals: {
    ...mendRefusals,
    ...requestRefusals,
    'no-settlement':
      'It cannot be settled as it was asked for any more. Decline it, and settle it in a way that is left.',
    unbalanced:
      'After this {amount:money} would still be held for nothing. Decline it; it has to be settled in another way.',
    'left-over':
      'After this, what {step:step} did would still stand for nothing. Decline it; it has to be settled in another way.',
  },
  next: ['approve-case-request'],
})
