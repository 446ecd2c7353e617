import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { staff } from '../deciders/staff.ts'

/** Lets somebody who was suspended work here again, as before. */
export const restoreStaff = intent({
  name: 'restore-staff',
  title: 'Let them back in',
  submit: 'Let them back in',
  doing: 'Letting them back in',
  done: 'They may work here again',
  notDone: 'Not let back in',
  on: staff,
  by: { admin: 'clinic' },
  fields: { reason: reason('Why may they come back?') },
  needs(state) {
    return state.status === 'suspended' ? undefined : refuse('not-suspended')
  },
  decide: (_, { data: { reason } }) => [{ type: 'StaffRestored', data: { reason } }],
  refusals: { 'not-suspended': 'They are not suspended, so nothing was changed. See their page.' },
  next: ['suspend-staff'],
})
