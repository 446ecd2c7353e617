import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import type { OpenCase } from '../case-shape.ts'
import { helpCase } from '../deciders/case.ts'

const about = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['process', 'command']), stream: z.string().min(1) }),
  z.object({ kind: z.literal('thing'), href: z.string().startsWith('/') }),
])

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
  fields: fromProcess<OpenCase>({
    about,
    process: z.string().min(1),
    step: z.string(),
    error: z.string(),
    tries: z.int().min(0),
    person: z.string().nullable(),
    title: z.string(),
  }),
  // What is nobody's is sealed under a key of its own: whatever is written about it may name people.
  person: ({ person }, id) => person ?? idOf(id),
  decide: (state, { data }) =>
    state.status === 'none'
      ? [{ type: 'CaseOpened', data: { ...data, reporter: null, what: '', reach: '' } }]
      : [],
  refusals: {},
  next: [],
})
