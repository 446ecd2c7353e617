import { choice, reason, thing, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import { moneyField } from '#values/money.ts'
import { type CorrectionForm, correctionOf, correctionRefusals } from '../correcting.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { secondPersonAbove } from '../limits.ts'
import { movementOptions } from '../movement-options.ts'
import { readMoneyResult } from '../pages/money-result.ts'
import { askedAlready, askFor, namesBut } from '../second-person.ts'

const directions = [
  { value: 'more', text: 'The wallet gets more' },
  { value: 'less', text: 'The wallet gets less' },
] as const

/** Puts a wrong movement right by another one; nothing that was written is ever changed. */
export const correctLedger = intent({
  name: 'correct-ledger',
  title: 'Correct a movement',
  submit: 'Correct it',
  doing: 'Correcting the movement',
  done: 'The movement is corrected',
  notDone: 'Not corrected',
  on: wallet,
  by: { manager: 'clinic' },
  fields: {
    movement: thing('What was recorded wrongly'),
    direction: choice('What is right?', directions),
    amount: moneyField('By how much', {}, { hint: 'The difference, for example 4.50' }),
    reason: reason('What was wrong?', { hint: 'It stands on the statement, in these words.' }),
    ask: tick('Yes, ask for approval', { askedBy: 'second-person' }),
  },
  reads: () => ({ managers: staffMembers('manager'), admins: staffMembers('admin') }),
  choices: ({ person }) => ({ movement: movementOptions(person ?? '') }),
  staleAfter: ['LedgerCorrected'],
  needs(state, { actor, person }) {
    if (state.status === 'none' || Object.keys(state.movements).length === 0) {
      return refuse('no-movement')
    }
    return person === actor.id ? refuse('self') : undefined
  },
  decide(state, { data, actor, command, person, facts }): readonly WalletEvents[] | Refusal {
    const { ask, movement, direction, amount, reason: why } = data
    const form: CorrectionForm = { movement, direction, amount, reason: why }
    const decision = correctionOf(state, form, null)
    if (isRefusal(decision) || amount <= secondPersonAbove) return decision
    if (!ask) {
      const names = namesBut(actor.id, facts.managers, facts.admins)
      return refuse('second-person', { limit: secondPersonAbove, names })
    }
    const asked = { request: command, intent: 'correct-ledger', what: 'Correction', form }
    return askFor(state, decision, {
      ...asked,
      beneficiary: person,
      isSame: (other) => (other as CorrectionForm).movement === movement,
    })
  },
  result: { read: readMoneyResult },
  refusals: {
    ...correctionRefusals,
    'second-person':
      'Corrections over {limit:money} need a second person. Ask {names} to approve it?',
    'asked-already': askedAlready,
    self: 'Nobody corrects their own wallet. Ask another manager.',
  },
  next: ['correct-ledger'],
})
