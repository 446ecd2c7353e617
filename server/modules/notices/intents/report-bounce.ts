import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { message } from '../deciders/message.ts'

/** Notes that a mail came back, as staff see it in the clinic's mailbox. */
export const reportBounce = intent({
  name: 'report-bounce',
  title: 'Report that it came back',
  submit: 'It came back',
  doing: 'Noting that it came back',
  done: 'Noted: nothing more goes to this address until it is put right',
  notDone: 'Nothing was noted',
  on: message,
  by: { receptionist: 'clinic', manager: 'clinic' },
  staleAfter: ['MessageBounced', 'MessageRequeued'],
  fields: {
    reason: reason('What does the returned mail say?', {
      personal: true,
      hint: 'For example: mailbox unknown, or mailbox full',
    }),
  },
  needs(state) {
    if (state.status === 'none') return refuse('no-message')
    if (state.status === 'bounced' || state.status === 'refused') return refuse('known')
    const hasLeft = state.status === 'handed-over' || state.status === 'kept'
    return hasLeft ? undefined : refuse('never-left')
  },
  decide(state, { data: { reason } }) {
    if (state.status === 'none') return refuse('no-message')
    const { person, address } = state
    return [{ type: 'MessageBounced', data: { person, reason, address } }]
  },
  refusals: {
    'no-message': 'There is no such message. Look at the list of messages.',
    known:
      'It is known already that this mail came back. Correct the address on the person’s record.',
    'never-left':
      'This message has not left as mail, so it cannot have come back. Look at its history below.',
  },
  next: ['send-message-again', 'change-email'],
})
