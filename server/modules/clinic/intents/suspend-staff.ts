import { idOf } from '#kernel/event.ts'
import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { staff } from '../deciders/staff.ts'
import { adminsBeside } from '../published.ts'

/** Takes somebody's rights at once: whoever is signed in is out with the next request. */
export const suspendStaff = intent({
  name: 'suspend-staff',
  title: 'Suspend them',
  intro:
    'Their rights end at once, and they are signed out everywhere. What they did stays, and they can be let back in.',
  submit: 'Suspend them',
  takesAway: true,
  doing: 'Suspending them',
  done: 'They are suspended, and signed out everywhere',
  notDone: 'Not suspended',
  on: staff,
  by: { admin: 'clinic' },
  confirm: 'fresh-factor',
  fields: { reason: reason('Why are they suspended?') },
  reads: ({ target }) => ({ otherAdmins: adminsBeside(idOf(target)) }),
  needs(state, { actor, target }) {
    if (state.status === 'suspended') return refuse('suspended', { at: state.since })
    if (state.status !== 'active') return refuse('not-here')
    return idOf(target) === actor.id ? refuse('self') : undefined
  },
  decide(state, { data: { reason }, facts: { otherAdmins } }) {
    if (state.status !== 'active') return refuse('not-here')
    if (state.roles.includes('admin') && otherAdmins === 0) return refuse('last-admin')
    return [{ type: 'StaffSuspended', data: { reason } }]
  },
  refusals: {
    suspended:
      'They are suspended since {at:moment}. Nothing was changed. Let them back in instead.',
    'not-here': 'They have not joined yet. There is nothing to suspend: let the invitation end.',
    self: 'You cannot suspend yourself. Ask another admin.',
    'last-admin': 'They are the only admin. Make somebody else admin first.',
  },
  next: ['restore-staff'],
})
