import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { retryDecider } from '../deciders/retry.ts'

/** Ends the trying of many: all were tried, or the same answer came back. */
export const endRetries = intent({
  name: 'end-retries',
  title: 'End trying again',
  submit: 'End it',
  doing: 'Ending it',
  done: 'It is over',
  notDone: 'Not over',
  on: retryDecider,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ error: string }>({ error: z.string() }),
  decide(state, { data: { error } }) {
    if (state.status === 'none') return refuse('no-such')
    if (state.status === 'ended') return []
    const outcomes = Object.values(state.outcomes)
    const wentOn = outcomes.filter((one) => one === 'went-on').length
    return [{ type: 'RetryManyEnded', data: { tried: outcomes.length, wentOn, error } }]
  },
  refusals: { 'no-such': 'Nothing was begun that could end. Nothing was done.' },
  next: [],
})
