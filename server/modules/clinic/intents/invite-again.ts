import { idOf } from '#kernel/event.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { emailField } from '#values/email.ts'
import { nameField } from '#values/name.ts'
import { staff } from '../deciders/staff.ts'
import { invitationEnd, mayGive } from '../invitations.ts'
import { staffByEmail, staffMember } from '../published.ts'

/** Sends a new invitation, perhaps to another address; the link of the one before ends. */
export const inviteAgain = intent({
  name: 'invite-again',
  title: 'Invite them again',
  submit: 'Send a new invitation',
  doing: 'Inviting them again',
  done: 'They are invited again',
  notDone: 'Not invited again',
  on: staff,
  by: { manager: 'clinic', admin: 'clinic' },
  fields: {
    name: nameField('Name', { autocomplete: 'off' }),
    email: emailField('E-mail'),
  },
  reads: ({ target, data }) => ({
    member: staffMember(idOf(target)),
    known: staffByEmail(data?.email ?? ''),
  }),
  prefill: (_, { member }) => ({ name: member?.name ?? '', email: member?.email ?? '' }),
  needs(state) {
    return state.status === 'invited' ? undefined : refuse('not-open')
  },
  decide(state, { data: { name, email }, target, at, actor, facts: { known }, id }) {
    if (state.status !== 'invited') return refuse('not-open')
    const { roles, roleTitle } = state
    if (!mayGive(actor.role, roles)) return refuse('admin-only')
    if (known && known.id !== idOf(target))
      return refuse('used', { who: known.id, as: known.roleTitle })
    return [
      {
        type: 'StaffInvited',
        data: {
          name,
          email,
          roles,
          roleTitle,
          request: id('invitation'),
          until: invitationEnd(at),
        },
      },
    ]
  },
  refusals: {
    'not-open': 'They have joined already, so there is nothing to invite them to. See their page.',
    'admin-only':
      'They are to be an admin, and only an admin can invite one. Ask an admin to do it.',
    used: 'That address is {who:name}’s ({as}). Use another one.',
  },
  next: [],
})
