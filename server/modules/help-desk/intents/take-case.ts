import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { orNothing } from '#values/optional.ts'
import { caseDespite, caseRefusals, helpers, whyNotOpen } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

/** Says that this person sees to a case from now on; from a colleague it is taken over with a reason. */
export const takeCase = intent({
  name: 'take-case',
  title: 'Take this case',
  intro: 'You see to it from now on, and everybody sees that you do.',
  submit: 'Take it',
  doing: 'Taking the case',
  done: 'The case is yours',
  notDone: 'The case was not taken',
  on: helpCase,
  by: helpers,
  despite: caseDespite,
  // Whoever took it meanwhile is named by the refusal, which can be answered.
  staleAfter: ['CaseClosed'],
  fields: {
    because: orNothing(
      reason('Why do you take it over?', {
        personal: true,
        askedBy: 'taken',
        optionalWords: 'they will read it',
      }),
    ),
  },
  needs: (state, { actor }) =>
    state.status === 'open' && state.takenBy === actor.id ? refuse('yours') : whyNotOpen(state),
  decide(state, { data }): readonly CaseEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-case')
    const { takenBy: from, takenAt: at } = state
    if (from !== null && data.because === null) return refuse('taken', { by: from, at })
    return [{ type: 'CaseTaken', data: { from, reason: data.because ?? '' } }]
  },
  refusals: {
    ...caseRefusals,
    yours: 'You have this case already. Go on with it, or pass it on.',
    taken: '{by:name} took this at {at:time}. Take over? Say why.',
  },
  next: ['answer-case', 'pass-on-case', 'note-case'],
})
