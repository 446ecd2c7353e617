import { choice, text, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { moneyField } from '#values/money.ts'
import { move } from '../accounts.ts'
import { payable, type Wallet, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { methods } from '../methods.ts'
import { readMoneyResult } from '../pages/money-result.ts'
import { walletOf } from '../published.ts'

const shortest = 4

function amountRefusal(state: Wallet, amount: number): Refusal | undefined {
  if (state.status === 'none') return refuse('not-open')
  const { available } = state
  const most = payable(state)
  if (amount > available) return refuse('over', { available, most })
  return amount > most ? refuse('goodwill', { gift: available - most, most }) : undefined
}

/** Gives somebody their money back for good. What the clinic gave as goodwill never leaves. */
export const payOutBalance = intent({
  name: 'pay-out-balance',
  title: 'Pay out the balance',
  submit: 'Pay it out',
  doing: 'Paying out the balance',
  done: 'The money is paid out',
  notDone: 'Not paid out',
  on: wallet,
  by: { manager: 'clinic' },
  confirm: 'fresh-factor',
  fields: {
    amount: moneyField('Amount to pay out', {}, { hint: 'For example 12 or 12.50' }),
    method: choice('How is it paid out?', methods),
    reference: text(
      'Reference',
      { min: shortest, max: 40, optional: true },
      { optionalWords: 'unless in cash', hint: 'From the card slip or the bank’s order.' },
    ),
    payee: tick('I have checked that the money goes to the person whose wallet it is', {
      must: 'Check who gets the money, and say so.',
    }),
  },
  reads: ({ person }) => ({ clinic: clinicSettings(), wallet: walletOf(person ?? '') }),
  prefill(_, { wallet: row }) {
    const most = row ? Math.min(row.available, row.available + row.held - row.gift) : 0
    return most > 0 ? { amount: most } : {}
  },
  needs(state, { actor, person, facts }) {
    if (state.status === 'none') return refuse('not-open')
    if (state.status === 'frozen') return refuse('frozen', { since: state.since })
    if (person === actor.id) return refuse('self')
    if (!facts.clinic) return refuse('no-clinic')
    return payable(state) > 0 ? undefined : refuse('nothing', { gift: state.gift })
  },
  decide(state, { data, at, facts: { clinic } }): readonly WalletEvents[] | Refusal {
    const { amount, method, reference = '' } = data
    if (!clinic) return refuse('no-clinic')
    const no = amountRefusal(state, amount)
    if (no) return no
    if (method !== 'cash' && reference === '') return refuse('reference-missing', { method })
    const postings = move(amount, 'wallet.available', method)
    const day = dayOf(at, clinic.zone)
    return [{ type: 'BalancePaidOut', data: { amount, method, reference, day, postings } }]
  },
  result: { read: readMoneyResult },
  refusals: {
    goodwill:
      '{gift:money} of this is a gift from the clinic and cannot be paid out. Up to {most:money} can.',
    over: 'Only {available:money} is free, of which {most:money} can be paid out. Enter that or less.',
    nothing:
      'Nothing here can be paid out: what is free was given by the clinic, or there is none. Look at the wallet.',
    'reference-missing':
      'A pay-out by {method} has a reference. Copy it from the slip or the bank’s order.',
    frozen: 'This wallet is frozen since {since:day}, so nothing leaves it. Unfreeze it first.',
    self: 'Nobody pays themselves out. Ask another manager.',
    'not-open': 'There is no wallet to pay out from. Register the person first.',
    'no-clinic': 'There is no clinic yet, so nothing can be paid out. Set up the clinic first.',
  },
  next: ['pay-out-balance'],
})
