import { idOf } from '#kernel/event.ts'
import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { personById } from '../published.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'

/** Ends a guardian's part at once. A child is then without one until another is set, and the record says so. */
export const endGuardian = intent({
  name: 'end-guardian',
  title: 'End the guardian’s part',
  submit: 'End it now',
  takesAway: true,
  doing: 'Ending it',
  done: 'The guardian does not act for them any more',
  notDone: 'The guardian stays',
  on: person,
  by: { receptionist: 'clinic', manager: 'clinic' },
  staleAfter: ['GuardianSet', 'GuardianEnded'],
  fields: { because: reason('Why does it end?', { personal: true }) },
  reads: ({ target }) => ({ ward: personById(idOf(target)) }),
  needs: (state, { facts }) =>
    whyNotOpen(state) ?? (facts.ward?.guardian ? undefined : refuse('none')),
  decide(_, { data: { because }, facts: { ward } }) {
    const guardian = ward?.guardian
    if (!guardian) return refuse('none')
    return [{ type: 'GuardianEnded', data: { guardian, because } }]
  },
  refusals: {
    ...recordRefusals,
    none: 'Nobody is their guardian, so there is nothing to end. Set one if they are a child.',
  },
  next: ['set-guardian'],
})
