import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { text } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { nameField } from '#values/name.ts'
import { staff } from '../deciders/staff.ts'
import { founderOf } from '../founder.ts'
import { clinicSettings } from '../published.ts'
import { rolesField, rolesText } from '../roles.ts'

/** Lets somebody in who needs no invitation: the first admin, and the people of the demo. */
export const addStaff = intent({
  name: 'add-staff',
  title: 'Add somebody who works here',
  submit: 'Add them',
  doing: 'Adding them',
  done: 'They can start',
  notDone: 'Not added',
  on: staff,
  creates: true,
  by: { system: 'clinic' },
  fields: {
    name: nameField('Name', { autocomplete: 'off' }),
    roles: rolesField('May work as'),
    roleTitle: text(
      'What they are called',
      { max: 60, optional: true },
      { hint: 'E.g. physiotherapist. The role if empty.' },
    ),
    // Seats are the demo's way of signing in; a form never gives one.
    ...fromProcess({ seat: z.string().max(30).catch('') }),
  },
  person: (_, id) => idOf(id),
  reads: ({ target }) => ({ clinic: clinicSettings(), founder: founderOf(idOf(target)) }),
  needs(state, { facts }) {
    if (!facts.clinic) return refuse('no-clinic')
    if (state.status !== 'none') return refuse('exists')
    return undefined
  },
  decide: (_, { data: { name, roles, roleTitle, seat }, facts: { founder } }) => [
    {
      type: 'StaffJoined',
      data: {
        name: name || founder.name,
        email: founder.email,
        roles,
        roleTitle: roleTitle || rolesText(roles).toLowerCase(),
        seat: seat ?? '',
      },
    },
  ],
  refusals: {
    'no-clinic': 'There is no clinic yet, so nobody can join it. Set up the clinic first.',
    exists:
      'They were added already. Nothing was changed. See the list of everybody who works here.',
  },
  next: ['invite-staff'],
})
