import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { confirmWithinMs } from '../confirmation.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'

/**
 * Asks somebody new to confirm their e-mail address; the link goes out by mail. The receipt names the
 * request, so that exactly this one can be taken back.
 */
export const requestConfirmation = intent({
  name: 'request-confirmation',
  title: 'Ask to confirm the e-mail address',
  submit: 'Ask',
  doing: 'Asking to confirm the e-mail address',
  done: 'The e-mail address is to be confirmed',
  notDone: 'Nobody was asked',
  on: person,
  by: { system: 'clinic' },
  fields: fromProcess({}),
  decide(state, { at, target }): readonly PersonEvents[] | Refusal {
    if (state.status !== 'open') return refuse('no-record')
    // The welcome carries its link already, so both know it by the person's id.
    const request = idOf(target)
    return [{ type: 'EmailConfirmationRequested', data: { request, until: at + confirmWithinMs } }]
  },
  undoneBy: 'withdraw-confirmation',
  receipt: (events) => {
    const asked = events.find(({ type }) => type === 'EmailConfirmationRequested')
    return { request: (asked?.data as { request?: string } | undefined)?.request }
  },
  refusals: {
    'no-record': 'There is no record to confirm an address for. Register the patient first.',
  },
  next: [],
})
