import { note, thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { mapQuery } from '#kernel/query.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { staffMember, staffMembers } from '#modules/clinic/published.ts'
import { caseDespite, caseRefusals, helpers, whyNotOpen } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

type Form = { readonly to: string; readonly note: string }

/** Gives a case to a colleague, with what they should know. */
export const passOnCase = intent({
  name: 'pass-on-case',
  title: 'Pass it on',
  submit: 'Pass it on',
  doing: 'Passing the case on',
  done: 'The case is passed on',
  notDone: 'The case stays where it is',
  on: helpCase,
  by: helpers,
  despite: caseDespite,
  staleAfter: ['CaseTaken', 'CasePassedOn', 'CaseClosed'],
  fields: {
    to: thing('To whom?'),
    note: note('What should they know?'),
  },
  choices: () => ({
    to: mapQuery(staffMembers(), (staff) =>
      staff.map(({ id, name, roleTitle }) => ({
        value: id,
        text: `${name}, ${roleTitle.toLowerCase()}`,
      })),
    ),
  }),
  reads: ({ data }: Asking<Form>) => ({ colleague: staffMember(data?.to ?? '') }),
  needs: whyNotOpen,
  decide(state, { data, facts: { colleague } }): readonly CaseEvents[] | Refusal {
    const { to, note: told } = data
    if (colleague?.status !== 'active') return refuse('nobody')
    if (state.status === 'open' && state.takenBy === to) return refuse('has-it', { to })
    return [{ type: 'CasePassedOn', data: { to, note: told } }]
  },
  refusals: {
    ...caseRefusals,
    nobody: 'Nobody who works here now was chosen. Choose a colleague from the list.',
    'has-it': '{to:name} has this case already. Choose somebody else, or leave them a note.',
  },
  next: ['note-case'],
})
