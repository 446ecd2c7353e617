import { idOf } from '#kernel/event.ts'
import { text } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { emailField } from '#values/email.ts'
import { nameField } from '#values/name.ts'
import { staff } from '../deciders/staff.ts'
import { invitationEnd, mayGive } from '../invitations.ts'
import { clinicSettings, staffByEmail } from '../published.ts'
import { rolesField, rolesText } from '../roles.ts'

/** Asks somebody by mail to work here; the link in it lets them join. */
export const inviteStaff = intent({
  name: 'invite-staff',
  title: 'Invite somebody to work here',
  submit: 'Send the invitation',
  doing: 'Inviting them',
  done: 'They are invited',
  notDone: 'Not invited',
  on: staff,
  creates: true,
  by: { manager: 'clinic', admin: 'clinic' },
  fields: {
    name: nameField('Name', { autocomplete: 'off' }),
    email: emailField('E-mail'),
    roles: rolesField('May work as'),
    roleTitle: text(
      'What they are called',
      { max: 60, optional: true },
      { hint: 'E.g. physiotherapist. The role if empty.' },
    ),
  },
  person: (_, id) => idOf(id),
  reads: ({ data }) => ({ clinic: clinicSettings(), known: staffByEmail(data?.email ?? '') }),
  needs(_, { facts }) {
    return facts.clinic ? undefined : refuse('no-clinic')
  },
  decide(_, { data: { name, email, roles, roleTitle }, at, actor, facts: { known }, id }) {
    if (!mayGive(actor.role, roles)) return refuse('admin-only')
    if (known) return refuse('used', { who: known.id, as: known.roleTitle })
    return [
      {
        type: 'StaffInvited',
        data: {
          name,
          email,
          roles,
          roleTitle: roleTitle || rolesText(roles).toLowerCase(),
          request: id('invitation'),
          until: invitationEnd(at),
        },
      },
    ]
  },
  refusals: {
    'no-clinic': 'There is no clinic yet, so nobody can join it. Set up the clinic first.',
    'admin-only':
      'Only an admin can make somebody an admin. Leave that role out, or ask an admin to invite them.',
    used: 'That address is {who:name}’s ({as}). Use another one, or change what they may do on their page.',
  },
  next: ['invite-staff'],
})
