import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { MailAddress } from '#modules/people/published.ts'
import { type Message, message } from '../deciders/message.ts'
import type { MessageEvents } from '../events.ts'
import { type RecipientFacts, recipientReads, standingOf } from '../recipients.ts'
import { whyNotMail } from '../standing.ts'

type Again = Refusal | { readonly to: string }

/** Where it would go now, or why it must not. Always the address on file: that is what staff can put right. */
function whereNow(state: Exclude<Message, { status: 'none' }>, facts: RecipientFacts): Again {
  const standing = standingOf(facts, state.kind)
  const why = whyNotMail(standing, state.confirms, null)
  return why ? refuse(why) : { to: standing.email }
}

/** Why its link leads nowhere any more, for one that confirms the address on file. */
function overtaken(secret: string, address: MailAddress | undefined): string | undefined {
  const [purpose, request] = secret.split(':')
  if (purpose !== 'confirm-email' || !address) return undefined
  if (address.isConfirmed) return 'The address is confirmed already'
  return address.request === request ? undefined : 'A newer link was sent since'
}

/** Sends a message once more, to the address that is on file now. */
export const sendMessageAgain = intent({
  name: 'send-message-again',
  title: 'Send it again',
  submit: 'Send it again',
  doing: 'Sending it again',
  done: 'It is on its way again, to the address on file',
  notDone: 'Not sent again',
  on: message,
  by: { receptionist: 'clinic', manager: 'clinic' },
  fields: {},
  reads: ({ person }: Asking<object>) => recipientReads(person ?? ''),
  needs(state, { facts }) {
    if (state.status === 'none') return refuse('no-message')
    if (state.status === 'queued') return refuse('waiting')
    if (facts.clinic?.demo) return refuse('demo')
    const outOfDate = state.outOfDate ?? overtaken(state.secret, facts.patient)
    if (outOfDate) return refuse('out-of-date', { why: outOfDate })
    const again = whereNow(state, facts)
    return 'to' in again ? undefined : again
  },
  decide(state, { facts, id }): readonly MessageEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-message')
    const again = whereNow(state, facts)
    if (!('to' in again)) return again
    const { person, confirms } = state
    const data = { person, to: again.to, delivery: id('delivery'), confirms }
    return [{ type: 'MessageRequeued', data }]
  },
  refusals: {
    'no-message': 'There is no such message. Look at the list of messages.',
    waiting: 'This message waits to be sent as it is. Nothing has to be done.',
    demo: 'The demo sends nothing. What the message says stands below, with its link.',
    'out-of-date': '{why}. Not sent.',
    'no-address': 'There is no e-mail address on file. Add one to the record first.',
    unconfirmed:
      'Nobody has confirmed this address yet, so nothing but the confirmation goes there. Send the confirmation again instead.',
    bounced:
      'Mail to this address came back. Correct the address on the record first, then send it again.',
    'in-app': 'They want to read this here, not in their mail. It stands among their messages.',
    refused: 'They want no messages of this kind. Call them instead.',
  },
  next: ['send-message-again', 'report-bounce'],
})
