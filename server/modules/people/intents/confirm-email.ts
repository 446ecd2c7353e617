import { hidden, text } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { confirmationSecret } from '../confirmation.ts'
import { type Person, person } from '../deciders/person.ts'

function linkRefusal(state: Person, request: string, at: number): Refusal | undefined {
  if (state.status !== 'open') return refuse('not-open')
  if (state.confirmed === request) return refuse('used')
  if (state.confirmation?.request !== request) return refuse('replaced')
  return at > state.confirmation.until ? refuse('expired') : undefined
}

/**
 * Says that mail arrives: by a press on the page that the mailed link opens, since scanners follow links.
 * Whoever holds the link may, signed in or not.
 */
export const confirmEmail = intent({
  name: 'confirm-email',
  title: 'Confirm your e-mail address',
  submit: 'Yes, this is my address',
  doing: 'Confirming the address',
  done: 'Your e-mail address is confirmed',
  notDone: 'Nothing was confirmed now',
  on: person,
  by: { anybody: 'clinic' },
  staleAfter: [],
  fields: {
    request: hidden(text('Request', { max: 36 })),
    secret: hidden(text('Secret', { max: 64 }, { personal: true })),
  },
  needs(state, { at }) {
    if (state.status !== 'open') return refuse('not-open')
    const { confirmation, confirmed } = state
    if (confirmation) return at > confirmation.until ? refuse('expired') : undefined
    return confirmed === null ? refuse('replaced') : refuse('used')
  },
  decide(state, { data: { request, secret }, at, isSecret }) {
    const no = linkRefusal(state, request, at)
    if (no) return no
    if (!isSecret(confirmationSecret(request), secret)) return refuse('wrong-link')
    return [{ type: 'EmailConfirmed', data: { request } }]
  },
  refusals: {
    'not-open': 'This link leads to nothing that could be confirmed. Call us about it.',
    used: 'This address is already confirmed. Nothing to do.',
    replaced: 'A newer link was sent since. Open the newest mail from us, or ask for another one.',
    expired:
      'This link has expired. Ask for a new one: on your own page if you are signed in, or by calling us.',
    'wrong-link': 'This link is not whole. Copy all of it from the mail, or ask for a new one.',
  },
  next: ['place-order'],
})
