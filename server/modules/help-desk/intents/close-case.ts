import { idOf } from '#kernel/event.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { orNothing } from '#values/optional.ts'
import { told } from '../case-fields.ts'
import { caseDespite, caseRefusals, helpers, whyNotOpen } from '../case-words.ts'
import { type Case, helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'
import { type ProcessRow, processOfCaseNow } from '../projections/case-queries.ts'

type Form = { readonly answer: string | null }

const standings = { running: 'under way', compensating: 'being undone', stuck: 'stuck' } as const

/** The process that a case is about, while it has not ended. */
function stillRunning(state: Case, one: ProcessRow | undefined): Refusal | undefined {
  if (state.status !== 'open' || !one || one.state === 'ended') return undefined
  return refuse('running', { process: one.title, standing: standings[one.state] })
}

/** Ends a case. Whoever asked is answered by then, or with it. */
export const closeCase = intent({
  name: 'close-case',
  title: 'Close the case',
  submit: 'Close the case',
  doing: 'Closing the case',
  done: 'The case is closed',
  notDone: 'The case stays open',
  on: helpCase,
  by: helpers,
  despite: caseDespite,
  staleAfter: ['CaseNoted', 'CaseAnswered', 'CaseClosed', 'CaseReopened', 'CaseStuckAgain'],
  fields: {
    answer: orNothing(
      told(
        'Your answer to them',
        { min: 3, max: 2000, missing: 'Write the answer.' },
        { optionalWords: 'unless somebody waits for one' },
      ),
    ),
  },
  reads: ({ target }: Asking<Form>) => ({ process: processOfCaseNow(idOf(target)) }),
  needs: (state, { facts }) => whyNotOpen(state) ?? stillRunning(state, facts.process),
  decide(state, { data: { answer } }): readonly CaseEvents[] | Refusal {
    if (state.status === 'none') return refuse('no-case')
    if (state.isAsked && answer === null) return refuse('unanswered', { person: state.person })
    if (answer !== null && state.person === null) return refuse('nobody-asked')
    const answered: CaseEvents = { type: 'CaseAnswered', data: { answer: answer ?? '' } }
    return [...(answer === null ? [] : [answered]), { type: 'CaseClosed', data: {} }]
  },
  refusals: {
    ...caseRefusals,
    running: '{process} is still {standing}. A case closes when it has ended.',
    unanswered:
      '{person:name} asked and waits for an answer. Write it below, and close it with it.',
    'nobody-asked':
      'This case is about nobody who could be answered. Close it without an answer, or note it.',
  },
  next: ['reopen-case'],
})
