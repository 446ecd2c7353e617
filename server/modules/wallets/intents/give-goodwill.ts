import { reason, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import { moneyField } from '#values/money.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { type GoodwillForm, goodwillOf } from '../giving.ts'
import { secondPersonAbove } from '../limits.ts'
import { readMoneyResult } from '../pages/money-result.ts'
import { askedAlready, askFor, namesBut } from '../second-person.ts'

/** Gives money of the clinic's to a wallet. It can be spent here, and never be paid out. */
export const giveGoodwill = intent({
  name: 'give-goodwill',
  title: 'Give goodwill',
  submit: 'Give it',
  doing: 'Giving goodwill',
  done: 'The goodwill is given',
  notDone: 'Nothing was given',
  on: wallet,
  by: { manager: 'clinic' },
  fields: {
    amount: moneyField('Amount to give', {}, { hint: 'For example 5 or 12.50' }),
    reason: reason('Why is it given?', { hint: 'It stands on the statement, in these words.' }),
    ask: tick('Yes, ask for approval', { askedBy: 'second-person' }),
  },
  reads: () => ({ managers: staffMembers('manager'), admins: staffMembers('admin') }),
  staleAfter: ['GoodwillGiven', 'ApprovalRequested'],
  needs(state, { actor, person }) {
    if (state.status === 'none') return refuse('not-open')
    return person === actor.id ? refuse('self') : undefined
  },
  decide(state, { data, actor, command, person, facts }): readonly WalletEvents[] | Refusal {
    const { amount, reason: why, ask } = data
    const form: GoodwillForm = { amount, reason: why }
    const decision = goodwillOf(form, null)
    if (amount <= secondPersonAbove) return decision
    if (!ask) {
      const names = namesBut(actor.id, facts.managers, facts.admins)
      return refuse('second-person', { limit: secondPersonAbove, names })
    }
    const asked = { request: command, intent: 'give-goodwill', what: 'Goodwill', form }
    return askFor(state, decision, { ...asked, beneficiary: person, isSame: () => true })
  },
  result: { read: readMoneyResult },
  refusals: {
    'second-person':
      'Goodwill over {limit:money} needs a second person. Ask {names} to approve it?',
    'asked-already': askedAlready,
    self: 'Nobody gives to themselves. Ask another manager.',
    'not-open': 'There is no wallet to give to. Register the person first.',
  },
  next: ['give-goodwill', 'place-order'],
})
