import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

/** Closes a case whose process has ended, unless somebody asked something and waits for an answer. */
export const closeEndedCase = intent({
  name: 'close-ended-case',
  title: 'Close a case that is over',
  submit: 'Close the case',
  doing: 'Closing the case',
  done: 'The case is closed',
  notDone: 'The case stays open',
  on: helpCase,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Readonly<Record<string, never>>>({}),
  decide: (state): readonly CaseEvents[] =>
    state.status === 'open' && !state.isAsked ? [{ type: 'CaseClosed', data: {} }] : [],
  refusals: {},
  next: [],
})
