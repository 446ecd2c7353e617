import { idOf } from '#kernel/event.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { requestRefusals, sameRequest } from '#modules/approvals/published.ts'
import { person } from '../deciders/person.ts'
import {
  erasureFacts,
  erasureReason,
  erasureRefusals,
  reasonWords,
  whyNotErased,
} from '../erasure.ts'
import { keptOf, recordRefusals, whyNotKept } from '../record-words.ts'

/** Asks that somebody be erased. It cannot be undone, so a second person has to say yes. */
export const erasePerson = intent({
  name: 'erase-person',
  title: 'Erase the person',
  intro:
    'Once an admin says yes, nobody can read their name, details or messages again, and nobody can bring them back. Dates and amounts stay in the books.',
  submit: 'Ask for a second person',
  takesAway: true,
  doing: 'Asking for a second person',
  done: 'An admin is asked. Nobody is erased until they say yes',
  notDone: 'Nobody is erased',
  on: person,
  by: { manager: 'clinic' },
  confirm: 'fresh-factor',
  despite: ['record-closed'],
  fields: { because: erasureReason },
  reads: ({ target }) => erasureFacts(target),
  needs: whyNotKept,
  decide(state, { data, at, facts, id, target }) {
    const kept = keptOf(state)
    if (!kept) return refuse('no-record')
    const open = sameRequest(kept.requests, ({ intent: asked }) => asked === 'erase-person')
    if (open) return refuse('asked', { by: open.askedBy })
    const no = whyNotErased(facts, at)
    if (no) return no
    return [
      {
        type: 'ApprovalRequested',
        data: {
          request: id('erasure'),
          intent: 'erase-person',
          form: data,
          what: 'Erase a person',
          amount: 0,
          // Whom it is about: it is in nobody else's name.
          beneficiary: idOf(target),
          reason: reasonWords(data.because),
        },
      },
    ]
  },
  refusals: {
    ...recordRefusals,
    ...requestRefusals,
    ...erasureRefusals,
    asked: '{by:name} has asked for it already. Wait until an admin has decided.',
  },
  next: ['close-record', 'approve-person-request'],
})
