import * as z from 'zod'
import type { DataOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

/** Tells on a case that its process went on and is stuck again: the same case, not another. */
export const tellStuckAgain = intent({
  name: 'tell-stuck-again',
  title: 'Tell that it is stuck again',
  submit: 'Tell it',
  doing: 'Telling it',
  done: 'It is told',
  notDone: 'Not told',
  on: helpCase,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<DataOf<CaseEvents, 'CaseStuckAgain'>>({
    step: z.string(),
    error: z.string(),
    tries: z.int().min(0),
  }),
  decide: (state, { data }): readonly CaseEvents[] =>
    state.status === 'none' ? [] : [{ type: 'CaseStuckAgain', data }],
  refusals: {},
  next: [],
})
