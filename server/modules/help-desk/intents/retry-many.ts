import { thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { retryDecider } from '../deciders/retry.ts'
import { readRetryCheck } from '../pages/retry-check.ts'
import { readRetryResult } from '../pages/retry-result.ts'
import { stuckLike, stuckOptions } from '../projections/stuck-queries.ts'

type Form = { readonly which: string }

/** Has all that are stuck in the same way tried again, one after the other, until the same answer comes back. */
export const retryMany = intent({
  name: 'retry-many',
  title: 'Try all of these again',
  intro:
    'They are tried one after the other, at most 100 at once. As soon as one of them gets the same answer again, the others are left alone.',
  submit: 'Try them again',
  doing: 'Trying them again',
  done: 'All were tried again',
  notDone: 'Stopped: the same answer came back',
  on: retryDecider,
  creates: true,
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic' },
  fields: { which: thing('What is stuck') },
  reads: ({ data }: Asking<Form>) => ({ stuck: stuckLike(data?.which ?? '') }),
  choices: ({ typed }) => ({ which: stuckOptions(typed?.['which'] ?? '') }),
  answered: 'by-process',
  decide(_, { facts: { stuck } }) {
    const [first] = stuck
    if (!first) return refuse('none')
    const { title: process, kind: step, error } = first
    const cases = stuck.map((one) => ({ case: one.case, number: one.number, step: one.step }))
    return [{ type: 'RetryManyStarted', data: { process, step, error, cases } }]
  },
  checkFirst: true,
  check: { view: 'help-desk/retry-check.njk', read: readRetryCheck },
  result: { read: readRetryResult },
  refusals: {
    none: 'Nothing is stuck like this any more. Look at what is stuck now.',
    same: '{wentOn} of {tried} go on, then the same answer came back: {error}. {left} were left alone. Find out what is behind it, then try again.',
  },
  next: ['retry-many'],
})
