import { idOf } from '#kernel/event.ts'
import { tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { emailField } from '#values/email.ts'
import { person } from '../deciders/person.ts'
import { personById } from '../published.ts'
import { emailUsers } from '../search/by-email.ts'

type Form = { readonly email: string; readonly family: boolean }

/** How long the link to a new address can be used. */
const holdsMs = 7 * 24 * 3_600_000

function reads({ target, data }: Asking<Form>) {
  return { person: personById(idOf(target)), others: emailUsers(data?.email ?? '', idOf(target)) }
}

/**
 * Asks for another e-mail address. It counts only once the link mailed to it was used; until then the
 * address on file stays, and hears of it.
 */
export const changeEmail = intent({
  name: 'change-email',
  title: 'Change the e-mail address',
  submit: 'Send the link',
  doing: 'Asking the new address',
  done: 'A link is on its way to the new address. Until it is used, nothing changes',
  notDone: 'The e-mail address stays',
  on: person,
  by: { patient: 'own', receptionist: 'clinic' },
  staleAfter: ['EmailChanged'],
  // Whoever can change where mail goes can get a link to sign in: it has to be them who sit there.
  confirm: 'fresh-factor',
  fields: {
    email: emailField('New e-mail address'),
    family: tick('It is a family address that they share', { askedBy: 'in-use' }),
  },
  reads,
  needs: (state) => (state.status === 'open' ? undefined : refuse('not-open')),
  decide(_, { data, at, actor, facts, id }) {
    const known = facts.person
    if (!known) return refuse('not-open')
    if (known.email.toLowerCase() === data.email.toLowerCase()) return refuse('same')
    const other = facts.others[0]
    // Whose an address is, is told to those who may see every record, and to nobody else.
    if (other && !data.family && actor.role !== 'patient')
      return refuse('in-use', { other: other.id })
    return [
      {
        type: 'EmailChangeRequested',
        data: {
          request: id('email-change'),
          until: at + holdsMs,
          email: data.email,
          notice: known.email === '' ? null : id('notice'),
        },
      },
    ]
  },
  refusals: {
    'not-open': 'This record is not open, so nothing on it can be changed. Look at the record.',
    same: 'That is the address on file already. Enter another one, or leave it as it is.',
    'in-use':
      '{other:name} uses this address. Share it as a family address? Then tick below; or enter another one.',
  },
  next: ['change-email', 'set-contact-preferences'],
})
