import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { told } from '../case-fields.ts'
import { caseDespite, caseRefusals, helpers, whyNotOpen } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import { answerResult } from '../pages/answer-result.ts'

/** Answers whoever's matter a case is: they read it on its page, and a mail tells them that it is there. */
export const answerCase = intent({
  name: 'answer-case',
  title: 'Answer',
  intro: 'They read it on a page of their own, and a mail tells them that it is there.',
  submit: 'Send the answer',
  doing: 'Sending the answer',
  done: 'The answer is sent',
  notDone: 'No answer was sent',
  on: helpCase,
  by: helpers,
  despite: caseDespite,
  staleAfter: ['CaseNoted', 'CaseAnswered', 'CaseClosed'],
  fields: {
    answer: told('Your answer', { min: 3, max: 2000, missing: 'Write the answer.' }),
  },
  needs(state) {
    if (state.status === 'open' && state.person === null) return refuse('nobody-asked')
    return whyNotOpen(state)
  },
  decide: (_, { data: { answer } }) => [{ type: 'CaseAnswered', data: { answer } }],
  result: answerResult,
  refusals: {
    ...caseRefusals,
    'nobody-asked':
      'This case is about nobody who could be answered. Add a note instead, or close it.',
  },
  next: ['close-case', 'note-case'],
})
