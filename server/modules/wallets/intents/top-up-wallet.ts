import { choice, text, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { moneyField } from '#values/money.ts'
import { move } from '../accounts.ts'
import { wallet } from '../deciders/wallet.ts'
import type { Method, WalletEvents } from '../events.ts'
import { methods } from '../methods.ts'
import { readTopUpResult } from '../pages/top-up-result.ts'
import { type UsedReference, usesOfReference } from '../references.ts'

type Form = {
  readonly amount: number
  readonly method: Method
  readonly reference?: string
  readonly second?: boolean
}

const shortest = 4

function reads({ data }: Asking<Form>) {
  return {
    clinic: clinicSettings(),
    uses: usesOfReference(data?.method ?? 'cash', data?.reference ?? ''),
  }
}

function referenceRefusal(
  { method, reference = '', second }: Form,
  day: string,
  uses: readonly UsedReference[],
): Refusal | undefined {
  if (reference === '')
    return method === 'cash' ? undefined : refuse('reference-missing', { method })
  if (reference.length < shortest) return refuse('reference-short', { reference })
  const used = uses.find((one) => one.day === day)
  if (!used || second) return undefined
  return refuse('reference-used', { reference, at: used.at, person: used.person })
}

/** Records money that was paid in at the desk or by transfer; it is free to use at once. */
export const topUpWallet = intent({
  name: 'top-up-wallet',
  title: 'Top up the wallet',
  submit: 'Record the top-up',
  doing: 'Recording the top-up',
  done: 'The top-up is recorded',
  notDone: 'Not topped up',
  on: wallet,
  by: { receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  fields: {
    amount: moneyField('Amount', { min: 100 }, { hint: 'For example 12 or 12.50' }),
    method: choice('Method of payment', methods),
    reference: text(
      'Reference',
      { min: shortest, max: 40, optional: true },
      { optionalWords: 'unless in cash', hint: 'From the card slip or the bank’s statement.' },
    ),
    second: tick('Yes, this is a second payment under the same reference', {
      askedBy: 'reference-used',
    }),
  },
  reads,
  // Most pay by card; without its slip's reference, such a payment is not recorded.
  prefill: () => ({ method: 'card' as const }),
  // Money that moved meanwhile does not change what was paid in.
  staleAfter: ['WalletFrozen'],
  needs(state, { facts }) {
    if (state.status === 'none') return refuse('not-open')
    return facts.clinic ? undefined : refuse('no-clinic')
  },
  decide(_, { data, at, facts: { clinic, uses } }): readonly WalletEvents[] | Refusal {
    if (!clinic) return refuse('no-clinic')
    const { amount, method, reference = '', second = false } = data
    if (amount > clinic.topUpLimit) return refuse('limit', { limit: clinic.topUpLimit, amount })
    const day = dayOf(at, clinic.zone)
    const no = referenceRefusal(data, day, uses)
    if (no) return no
    const postings = move(amount, method, 'wallet.available')
    return [{ type: 'TopUpRecorded', data: { amount, method, reference, day, second, postings } }]
  },
  result: { read: readTopUpResult },
  refusals: {
    limit:
      'One top-up can be at most {limit:money}; this was {amount:money}. Record a smaller one now and the rest apart.',
    'reference-missing':
      'A payment by {method} has a reference. Copy it from the slip or the bank’s statement.',
    'reference-short':
      'The reference {reference} is too short: it has 4 to 40 characters. Look at the slip again.',
    'reference-used':
      'Reference {reference} was already entered at {at:time} for {person:name}. Is this a second payment? Say so below, or correct the reference.',
    'not-open': 'There is no wallet to top up. Register the person first.',
    'no-clinic': 'There is no clinic yet, so nothing can be paid in. Set up the clinic first.',
  },
  next: ['place-order', 'top-up-wallet'],
})
