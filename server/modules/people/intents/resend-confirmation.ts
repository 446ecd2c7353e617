import { idOf } from '#kernel/event.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { bounceOf } from '#modules/notices/published.ts'
import { askableAgainAt, asksADay, confirmWithinMs } from '../confirmation.ts'
import { person } from '../deciders/person.ts'
import { personById } from '../published.ts'

/** Sends the link to confirm an address once more; only the newest link counts. */
export const resendConfirmation = intent({
  name: 'resend-confirmation',
  title: 'Send a new link to confirm the address',
  intro:
    'A mail with a new link goes to the address on the record. The link sent before it no longer works.',
  submit: 'Send the link',
  doing: 'Sending a new link',
  done: 'A new link is on its way',
  notDone: 'No link was sent',
  on: person,
  by: { patient: 'own', receptionist: 'clinic' },
  staleAfter: ['EmailConfirmationRequested', 'EmailConfirmed', 'EmailChanged'],
  fields: {},
  reads: ({ target }: Asking<object>) => ({
    person: personById(idOf(target)),
    bounce: bounceOf(idOf(target)),
  }),
  needs(state, { at, facts }) {
    if (state.status !== 'open') return refuse('not-open')
    if (state.confirmed !== null) return refuse('confirmed')
    if (!facts.person?.email) return refuse('no-address')
    if (facts.bounce) return refuse('bounced', { at: facts.bounce.at })
    const again = askableAgainAt(state, at)
    return again === undefined ? undefined : refuse('too-many', { often: asksADay, again })
  },
  decide: (_, { at, id }) => [
    {
      type: 'EmailConfirmationRequested',
      data: { request: id('confirmation'), until: at + confirmWithinMs },
    },
  ],
  refusals: {
    'not-open': 'This record is not open, so no mail is sent for it. Call us about it.',
    confirmed: 'This address is already confirmed. Nothing to do.',
    'no-address': 'There is no e-mail address on the record. Add one first.',
    bounced: 'Mail to this address came back on {at:moment}. Please correct the address.',
    'too-many':
      'A link was sent {often} times within a day. Look among unwanted mail too; a new one can be sent from {again:moment} on.',
  },
  next: ['change-email'],
})
