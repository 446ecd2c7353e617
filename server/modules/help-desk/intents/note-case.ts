import { intent } from '#kernel/intent.ts'
import { told } from '../case-fields.ts'
import { caseDespite, caseRefusals, helpers, whyNotOpen } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'

/** Adds to a case: what staff write is for staff, what a patient writes waits for an answer. */
export const noteCase = intent({
  name: 'note-case',
  title: 'Add a note',
  submit: 'Add the note',
  doing: 'Adding the note',
  done: 'The note is added',
  notDone: 'Nothing was added',
  on: helpCase,
  by: { patient: 'own', ...helpers },
  despite: caseDespite,
  // What one person notes does not change what another has to say.
  staleAfter: ['CaseClosed'],
  fields: {
    note: told('What is there to add?', { min: 3, max: 2000, missing: 'Write what to add.' }),
  },
  needs: whyNotOpen,
  decide: (_, { data: { note } }) => [{ type: 'CaseNoted', data: { note } }],
  refusals: caseRefusals,
  next: ['note-case'],
})
