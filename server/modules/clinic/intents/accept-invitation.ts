import { idOf } from '#kernel/event.ts'
import { hidden, text } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { nameField } from '#values/name.ts'
import { staff } from '../deciders/staff.ts'
import { invitationSecret } from '../invitations.ts'
import { staffMember } from '../published.ts'

/** Lets somebody who was invited join, with the link that was mailed to them and nobody else. */
export const acceptInvitation = intent({
  name: 'accept-invitation',
  title: 'Accept the invitation',
  submit: 'Join',
  doing: 'Joining',
  done: 'You have joined',
  notDone: 'Not joined',
  on: staff,
  by: { anybody: 'clinic' },
  joins: true,
  fields: {
    name: nameField('Your name', { autocomplete: 'name' }),
    secret: hidden(text('The link’s secret', { max: 100 }, { personal: true })),
  },
  reads: ({ target }) => ({ member: staffMember(idOf(target)) }),
  prefill: (_, { member }) => ({ name: member?.name ?? '' }),
  needs(state, { at }) {
    if (state.status === 'active' || state.status === 'suspended') return refuse('used')
    if (state.status !== 'invited') return refuse('unknown')
    return at > state.until ? refuse('expired', { until: state.until, by: state.by }) : undefined
  },
  decide(state, { data: { name, secret }, facts: { member }, isSecret }) {
    if (state.status !== 'invited') return refuse('unknown')
    if (!isSecret(invitationSecret(state.request), secret)) return refuse('unknown')
    const { roles, roleTitle } = state
    return [
      {
        type: 'StaffJoined',
        data: { name, email: member?.email ?? '', roles, roleTitle, seat: '' },
      },
    ]
  },
  refusals: {
    used: 'This invitation was accepted already. Sign in instead.',
    expired: 'This invitation ended on {until:day}. Ask {by:name} for a new one.',
    unknown:
      'This link is not the one of your last invitation. Use the newest mail, or ask for a new one.',
  },
  next: [],
})
