import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { told } from '../case-fields.ts'
import { caseDespite, helpers } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'

const dayMs = 86_400_000

/** How long a patient may go back to a case that was closed. */
export const reopenDays = 14

/** Opens a closed case again: it was not the end of it. */
export const reopenCase = intent({
  name: 'reopen-case',
  title: 'Open it again',
  submit: 'Open it again',
  doing: 'Opening the case again',
  done: 'The case is open again',
  notDone: 'The case stays closed',
  on: helpCase,
  by: { patient: 'own', ...helpers },
  despite: caseDespite,
  staleAfter: [],
  fields: {
    because: told('What is still not right?', {
      min: 3,
      max: 2000,
      missing: 'Say what is still not right.',
    }),
  },
  needs(state, { actor, at }) {
    if (state.status === 'none') return refuse('no-case')
    if (state.status === 'open') return refuse('open')
    const until = state.closedAt + reopenDays * dayMs
    return actor.role === 'patient' && at > until ? refuse('late', { until }) : undefined
  },
  decide: (_, { data: { because } }) => [{ type: 'CaseReopened', data: { reason: because } }],
  refusals: {
    'no-case': 'There is no such case. Look for it at the help desk.',
    open: 'This case is open already. Add to it instead.',
    late: 'You could open this again until {until:day}. Report it as a new problem, or call us.',
  },
  next: ['note-case'],
})
