import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { undoneStep } from '#kernel/process-life.ts'
import { processTold, type ToldProcess } from '#kernel/process-told.ts'
import { refuse } from '#kernel/refusal.ts'
import { retryDecider } from '../deciders/retry.ts'
import type { TryOutcome } from '../retry-events.ts'

type Form = { readonly case: string }

const over: readonly string[] = ['succeeded', 'undone', 'settled']

/** What came of trying a step again: told from its process, as it stands now. */
function outcomeOf(known: ToldProcess | undefined, step: string, error: string) {
  const as = (outcome: TryOutcome, said = '') => ({ outcome, error: said })
  if (!known) return as('not-tried')
  const { life } = known.told
  if (life.stuck) return as(life.stuck.error === error ? 'same' : 'other', life.stuck.error)
  const tried = life.steps.find((one) => one.step === undoneStep(step))
  const isOver = life.ended !== null || (tried !== undefined && over.includes(tried.state))
  return as(isOver || tried?.state === 'rejected' ? 'went-on' : 'under-way')
}

/** Looks at what came of one that was tried again with others. */
export const lookAtRetried = intent({
  name: 'look-at-retried',
  title: 'Look at what came of it',
  submit: 'Look',
  doing: 'Looking at what came of it',
  done: 'Looked at',
  notDone: 'Not looked at',
  on: retryDecider,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Form>({ case: z.uuid() }),
  reads: ({ process, data }: Asking<Form>) => ({
    known: processTold(process, 'SELECT about_stream FROM {cases} WHERE id = ?', data?.case ?? ''),
  }),
  decide(state, { data, facts: { known } }) {
    const one =
      state.status === 'none' ? undefined : state.cases.find(({ case: id }) => id === data.case)
    if (state.status === 'none' || !one) return refuse('no-such')
    const { outcome, error } = outcomeOf(known, one.step, state.error)
    return [{ type: 'OneRetried', data: { case: data.case, outcome, error } }]
  },
  refusals: { 'no-such': 'This case is none of those that are tried again. Nothing was done.' },
  next: [],
})
