import { idOf } from '#kernel/event.ts'
import { reason, thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { lookalikeOptions, lookalikesOf } from '../lookalikes.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'

type Form = { readonly other: string; readonly because: string }

/** Says that two records which look alike are two people's, so that nobody is asked about them again. */
export const tellApart = intent({
  name: 'tell-apart',
  title: 'Not the same person',
  submit: 'They are two people',
  doing: 'Telling them apart',
  done: 'They are two people, and nobody is asked again',
  notDone: 'Nothing was said about them',
  on: person,
  by: { receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  staleAfter: ['LookalikeToldApart', 'RecordsMerged'],
  fields: {
    other: thing('Who is somebody else?'),
    because: reason('How do you know?', { personal: true }),
  },
  reads: ({ target }: Asking<Form>) => ({ alike: lookalikesOf(idOf(target)) }),
  choices: ({ target }) => ({ other: lookalikeOptions(idOf(target)) }),
  prefill: (_, { alike }) => (alike.length === 1 && alike[0] ? { other: alike[0] } : {}),
  needs: (state, { facts }) =>
    whyNotOpen(state) ?? (facts.alike.length === 0 ? refuse('none') : undefined),
  decide(_, { data, facts }) {
    if (!facts.alike.includes(data.other)) return refuse('none')
    return [{ type: 'LookalikeToldApart', data }]
  },
  refusals: {
    ...recordRefusals,
    none: 'No other record looks like this one, or they were told apart already. Nothing is left to do.',
  },
  next: ['tell-apart'],
})
