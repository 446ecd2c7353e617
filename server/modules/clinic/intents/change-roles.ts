import { idOf } from '#kernel/event.ts'
import { reason, text } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { staff } from '../deciders/staff.ts'
import { adminsBeside, staffMember } from '../published.ts'
import { rolesField, rolesText, type StaffRole } from '../roles.ts'

/** Says anew what somebody may work as. It holds from the next thing they do. */
export const changeRoles = intent({
  name: 'change-roles',
  title: 'Change what they may do',
  submit: 'Change it',
  doing: 'Changing what they may do',
  done: 'It is changed',
  notDone: 'Not changed',
  on: staff,
  by: { admin: 'clinic' },
  confirm: 'fresh-factor',
  fields: {
    roles: rolesField('May work as'),
    roleTitle: text(
      'What they are called',
      { max: 60, optional: true },
      { hint: 'E.g. physiotherapist. The role if empty.' },
    ),
    reason: reason('Why does it change?'),
  },
  reads: ({ target }) => ({
    member: staffMember(idOf(target)),
    otherAdmins: adminsBeside(idOf(target)),
  }),
  prefill: (_, { member }) => ({
    roles: (member?.roles ?? []) as readonly StaffRole[],
    roleTitle: member?.roleTitle ?? '',
  }),
  needs(state) {
    return state.status === 'active' || state.status === 'suspended'
      ? undefined
      : refuse('not-here')
  },
  decide(state, { data: { roles, roleTitle, reason }, facts: { otherAdmins } }) {
    if (state.status !== 'active' && state.status !== 'suspended') return refuse('not-here')
    if (isLastAdmin(state, roles, otherAdmins)) return refuse('last-admin')
    const title = roleTitle || rolesText(roles).toLowerCase()
    return [{ type: 'RolesChanged', data: { roles, roleTitle: title, reason } }]
  },
  refusals: {
    'not-here': 'They have not joined yet, or do not work here. Look at their page first.',
    'last-admin':
      'They are the only admin. Make somebody else admin first, or nobody could run this clinic.',
  },
  next: [],
})

function isLastAdmin(
  state: { readonly status: string; readonly roles: readonly StaffRole[] },
  roles: readonly StaffRole[],
  otherAdmins: number,
): boolean {
  const isAdmin = state.status === 'active' && state.roles.includes('admin')
  return isAdmin && !roles.includes('admin') && otherAdmins === 0
}
