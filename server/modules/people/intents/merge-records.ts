import { idOf } from '#kernel/event.ts'
import { reason, thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { mapQuery } from '#kernel/query.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'
import { lookalikesOf } from '../lookalikes.ts'
import { readMergeCheck } from '../pages/merge-check.ts'
import { readMergeResult } from '../pages/merge-result.ts'
import { firstPeopleOptions, recordStatus } from '../published.ts'
import { openItemsOf, openItemsRefusal, openItemsWords, runningFor } from '../record-facts.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'

/** How many people are listed: more are no list to choose from, but those who look alike are always in it. */
const listedMax = 200

type Form = { readonly keep: string; readonly because: string }

function reads({ target, data }: Asking<Form>) {
  return {
    ...openItemsOf(idOf(target)),
    kept: recordStatus(data?.keep ?? ''),
    keptRunning: runningFor(data?.keep ?? ''),
    alike: lookalikesOf(idOf(target)),
  }
}

/**
 * Folds this record into another one of the same person, for good: its address then leads there, and what
 * was under it is under both. Money is not carried over by a merge: a wallet has to be empty first, since
 * only whoever counts it can say that it is the same person's.
 */
export const mergeRecords = intent({
  name: 'merge-records',
  title: 'Fold into another record',
  submit: 'Fold them together',
  doing: 'Folding the records together',
  done: 'The records are one now',
  notDone: 'Not folded together',
  on: person,
  by: { manager: 'clinic', system: 'clinic' },
  fields: {
    keep: thing('Which record is kept?', { hint: 'This one is folded into it and leads there.' }),
    because: reason('How do you know that they are one person?', { personal: true }),
  },
  reads,
  choices: ({ target, typed }) => ({
    keep: mapQuery(firstPeopleOptions(listedMax, typed?.['keep'] ?? ''), (options) =>
      options.filter(({ value }) => value !== idOf(target)),
    ),
  }),
  prefill: (_, { alike }) => (alike[0] ? { keep: alike[0] } : {}),
  checkFirst: true,
  check: { view: 'people/merge-check.njk', read: readMergeCheck },
  result: { read: readMergeResult },
  needs: whyNotOpen,
  decide(_, { data: { keep, because }, target, facts }): readonly PersonEvents[] | Refusal {
    if (keep === idOf(target)) return refuse('same')
    if (facts.kept === undefined) return refuse('unknown')
    if (facts.kept !== 'open') return refuse('kept-not-open', { keep })
    const open = openItemsRefusal(facts)
    if (open) return open
    const running = facts.keptRunning.join(', ').toLowerCase()
    if (running !== '') return refuse('kept-running', { keep, what: running })
    return [{ type: 'RecordsMerged', data: { into: keep, because } }]
  },
  refusals: {
    ...recordRefusals,
    ...openItemsWords,
    balance:
      'There is {amount:money} in the wallet of this record. Pay it out, or fold the other record into this one, so that nobody loses money.',
    same: 'Choose two different records.',
    unknown: 'We do not know that record. Choose one from the list.',
    'kept-not-open': 'The record of {keep:name} is not open. Choose one that is.',
    'kept-running': '{keep:name} has something in progress: {what}. Finish or cancel it first.',
  },
  next: ['tell-apart'],
})
