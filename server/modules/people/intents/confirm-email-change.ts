import { idOf } from '#kernel/event.ts'
import { hidden, text } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { type Person, person } from '../deciders/person.ts'
import { personById } from '../published.ts'
import { wantedEmail } from '../search/by-email.ts'

type Form = { readonly request: string; readonly secret: string }

function reads({ target }: Asking<Form>) {
  const id = idOf(target)
  return { person: personById(id), wanted: wantedEmail(id) }
}

function linkRefusal(state: Person, request: string, at: number) {
  if (state.status !== 'open') return refuse('not-open')
  if (state.changed === request) return refuse('used')
  if (state.emailChange?.request !== request) return refuse('replaced')
  return at > state.emailChange.until ? refuse('expired') : undefined
}

/** The label of the secret that the link to a new address carries. */
export const emailChangeSecret = (request: string): string => `change-email:${request}`

/** Puts the new address in the place of the old one: by a press on a page, since scanners open links. */
export const confirmEmailChange = intent({
  name: 'confirm-email-change',
  title: 'Use the new e-mail address',
  submit: 'Yes, this is my address',
  doing: 'Changing the e-mail address',
  done: 'The new e-mail address counts from now on',
  notDone: 'The e-mail address stays',
  on: person,
  by: { anybody: 'clinic' },
  staleAfter: [],
  fields: {
    request: hidden(text('Request', { max: 36 })),
    secret: hidden(text('Secret', { max: 64 }, { personal: true })),
  },
  reads,
  needs(state) {
    if (state.status !== 'open') return refuse('not-open')
    return state.emailChange || state.changed ? undefined : refuse('nothing-asked')
  },
  decide(state, { data: { request, secret }, at, facts, isSecret }) {
    const no = linkRefusal(state, request, at)
    if (no) return no
    if (!isSecret(emailChangeSecret(request), secret)) return refuse('wrong-link')
    const email = facts.wanted ?? ''
    if (!facts.person || email === '') return refuse('replaced')
    return [{ type: 'EmailChanged', data: { request, old: facts.person.email, email } }]
  },
  refusals: {
    'not-open': 'This record is not open, so nothing on it can be changed. Call us about it.',
    'nothing-asked': 'Nobody asked for another e-mail address. Nothing was changed.',
    used: 'This address is confirmed already. Nothing is left to do.',
    replaced: 'A newer link was sent since. Open that one, or ask for another.',
    expired: 'This link has expired. Ask for the change once more to be sent a new one.',
    'wrong-link':
      'This link is not whole. Copy all of it from the mail, or ask for the change once more.',
  },
  next: ['change-email', 'set-contact-preferences'],
})
