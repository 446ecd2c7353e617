import * as z from 'zod'
import type { DataOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'

/** Puts what does not go on by itself before the people at the help desk. One thing has one case. */
export const openCase = intent({
  name: 'open-case',
  title: 'Open a case',
  submit: 'Open the case',
  doing: 'Opening a case',
  done: 'The case is open',
  notDone: 'No case was opened',
  on: helpCase,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<DataOf<CaseEvents, 'CaseOpened'>>({
    about: z.object({ kind: z.enum(['process', 'command']), stream: z.string().min(1) }),
    process: z.string().min(1),
    step: z.string(),
    error: z.string(),
    tries: z.int().min(0),
  }),
  decide: (state, { data }) => (state.status === 'open' ? [] : [{ type: 'CaseOpened', data }]),
  refusals: {},
  next: [],
})
