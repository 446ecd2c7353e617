import { tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { moneyField } from '#values/money.ts'
import { type Wallet, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { nextCheck, paysOnline } from '../online.ts'
import { readOnlineResult } from '../pages/online-result.ts'

/** A top-up of which the bank has not told us and about which it is asked again, if there is one. */
function openTopUp(state: Wallet, now: number): Refusal | undefined {
  if (state.status === 'none') return undefined
  for (const { status, amount, at } of Object.values(state.topUps)) {
    const next = status === 'waiting' ? nextCheck(at, now) : undefined
    if (next !== undefined) return refuse('provider-unknown', { amount, next })
  }
  return undefined
}

/** Begins a top-up that is paid at the bank's own page; it counts once the bank tells us that it was paid. */
export const topUpOnline = intent({
  name: 'top-up-online',
  title: 'Top up online',
  intro: 'You pay on the bank’s page. The money is in your wallet as soon as the bank tells us.',
  submit: 'Go on to the bank',
  doing: 'Waiting for the bank',
  done: 'The money is in the wallet',
  notDone: 'Not topped up',
  on: wallet,
  by: { patient: 'own', 'proxy-wallet': 'own' },
  answered: 'by-process',
  // Nothing that happens to a wallet meanwhile changes what somebody wants to pay in.
  staleAfter: [],
  fields: {
    amount: moneyField('Amount', { min: 100 }, { hint: 'For example 20 or 12.50' }),
    another: tick('Yes, this is another payment', { askedBy: 'provider-unknown' }),
  },
  reads: () => ({ clinic: clinicSettings() }),
  needs(state, { facts: { clinic } }) {
    if (state.status === 'none') return refuse('not-open')
    return paysOnline(clinic) ? undefined : refuse('not-offered')
  },
  decide(state, { command, at, data, facts: { clinic } }): readonly WalletEvents[] | Refusal {
    const { amount, another = false } = data
    if (clinic && amount > clinic.topUpLimit)
      return refuse('limit', { limit: clinic.topUpLimit, amount })
    const open = another ? undefined : openTopUp(state, at)
    return open ?? [{ type: 'TopUpStarted', data: { topUp: command, amount } }]
  },
  result: { view: 'wallets/online-result.njk', read: readOnlineResult },
  refusals: {
    'provider-unknown':
      'You began to pay {amount:money}, and the bank has not told us yet. We check again on {next:moment}. Please do not pay twice. If this is another payment, say so below.',
    'not-paid':
      'The bank says that the {amount:money} were not paid, so nothing was taken from you. Try again, or pay at the desk.',
    limit: 'One top-up can be at most {limit:money}; this was {amount:money}. Enter less.',
    'not-offered': 'This clinic takes no payments online. Pay at the desk or by transfer.',
    'not-open': 'There is no wallet to top up yet. Look again in a moment, or call us.',
  },
  next: ['top-up-online', 'place-order'],
})
