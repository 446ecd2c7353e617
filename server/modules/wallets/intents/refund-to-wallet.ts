import { reason, thing, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import { moneyField } from '#values/money.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { refundLimit } from '../limits.ts'
import { takingOptions } from '../movement-options.ts'
import { readMoneyResult } from '../pages/money-result.ts'
import { type RefundForm, refundOf, refundRefusals } from '../refunding.ts'
import { askedAlready, askFor, namesBut } from '../second-person.ts'

/** Gives money back to a wallet that was taken from it. Above a limit the desk asks a manager. */
export const refundToWallet = intent({
  name: 'refund-to-wallet',
  title: 'Refund to the wallet',
  submit: 'Refund it',
  doing: 'Refunding the money',
  done: 'The money is refunded',
  notDone: 'Not refunded',
  on: wallet,
  by: { receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  fields: {
    line: thing('What was taken', { hint: 'At most what was taken and not refunded yet.' }),
    amount: moneyField('Amount to refund', {}, { hint: 'For example 12 or 12.50' }),
    reason: reason('Why is it refunded?', { hint: 'It stands on the statement.' }),
    ask: tick('Yes, send it to a manager', { askedBy: 'limit' }),
  },
  reads: () => ({ managers: staffMembers('manager') }),
  choices: ({ person }) => ({ line: takingOptions(person ?? '') }),
  staleAfter: ['MoneyRefunded', 'RefundUndone'],
  needs(state, { actor, person }) {
    if (state.status === 'none') return refuse('not-open')
    if (person === actor.id) return refuse('self')
    const isAnyLeft = Object.values(state.taken).some((one) => one.refunded < one.amount)
    return isAnyLeft ? undefined : refuse('nothing-taken')
  },
  decide(state, context): readonly WalletEvents[] | Refusal {
    const { data, actor, command, person, facts } = context
    const { line, amount, reason: why, ask } = data
    const form: RefundForm = { line, amount, reason: why }
    const decision = refundOf(state, form, { refund: command, approval: null })
    if (isRefusal(decision) || actor.role !== 'receptionist' || amount <= refundLimit) {
      return decision
    }
    if (!ask) {
      return refuse('limit', { limit: refundLimit, names: namesBut(actor.id, facts.managers) })
    }
    const asked = { request: command, intent: 'refund-to-wallet', what: 'Refund', form }
    return askFor(state, decision, {
      ...asked,
      beneficiary: person,
      isSame: (other) => (other as RefundForm).line === line,
    })
  },
  undoneBy: 'undo-refund',
  receipt: (events) => ({
    refund: events.flatMap((one) => (one.type === 'MoneyRefunded' ? [one.data.refund] : []))[0],
    reason: 'What it was refunded for did not come about',
  }),
  result: { read: readMoneyResult },
  refusals: {
    ...refundRefusals,
    limit: 'Refunds over {limit:money} need a manager. Send it to {names}?',
    'asked-already': askedAlready,
    'nothing-taken':
      'Nothing was taken from this wallet that is not refunded already. Look at what moved.',
    self: 'Nobody refunds themselves. Ask a colleague to look at it.',
    'not-open': 'There is no wallet to refund to. Register the person first.',
  },
  next: ['pay-out-balance', 'refund-to-wallet'],
})
