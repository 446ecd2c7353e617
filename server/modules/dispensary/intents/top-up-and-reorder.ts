import { idOf } from '#kernel/event.ts'
import { choice, text, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { moneyField } from '#values/money.ts'
import { order } from '../deciders/order.ts'
import type { TopUp } from '../events.ts'
import { leastTopUp } from '../fields/order-form.ts'
import { readReorderResult } from '../pages/reorder-result.ts'
import { orderById, reorderOf } from '../projections/order-queries.ts'
import { orderRefusals } from '../words/order-words.ts'
import { reorderRefusals } from '../words/reorder-words.ts'

/**
 * Mends an order that was short of money: records a top-up, then orders the same lines again at the
 * same price. Where the second try is refused, the top-up stays in the wallet and the words say so.
 */
export const topUpAndReorder = intent({
  name: 'top-up-and-reorder',
  title: 'Top up and order again',
  submit: 'Record the top-up and order',
  doing: 'Topping up and ordering again',
  done: 'Topped up, and the order is confirmed',
  notDone: 'Not ordered',
  on: order,
  by: { receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  answered: 'by-process',
  staleAfter: ['ReorderStarted'],
  result: { view: 'dispensary/order-result.njk', read: readReorderResult },
  fields: {
    amount: moneyField('Amount', { min: leastTopUp }),
    method: choice('Paid by', [
      { value: 'cash', text: 'Cash' },
      { value: 'card', text: 'Card terminal' },
      { value: 'transfer', text: 'Transfer' },
    ]),
    reference: text(
      'Reference',
      { min: 4, max: 40, optional: true },
      { optionalWords: 'unless in cash', hint: 'From the card slip or the bank’s statement.' },
    ),
    second: tick('This is a second payment with the same reference', {
      askedBy: 'reference-used',
    }),
  },
  reads: (asking: Asking<TopUp>) => ({
    wallet: walletOf(asking.person ?? ''),
    again: reorderOf(idOf(asking.target)),
    asked: orderById(idOf(asking.target)),
    clinic: clinicSettings(),
  }),
  // Most pay by card; without its slip's reference, such a payment is not recorded.
  prefill: (_, { wallet, asked }) => ({
    method: 'card' as const,
    amount: Math.max(leastTopUp, (asked?.total ?? 0) - (wallet?.available ?? 0)),
  }),
  needs(state, { facts: { again } }) {
    if (state.status === 'none') return refuse('no-order')
    if (state.status !== 'denied' || state.code !== 'short-money') return refuse('not-short')
    return again ? refuse('again', { number: again.number }) : undefined
  },
  decide(state, { data, facts, id }) {
    if (state.status !== 'denied') return refuse('not-short')
    const gap = state.total - (facts.wallet?.available ?? 0)
    if (data.amount < gap) return refuse('too-little', { gap, amount: data.amount })
    const limit = facts.clinic?.topUpLimit
    if (limit !== undefined && data.amount > limit) return refuse('limit', { limit })
    if (data.method !== 'cash' && data.reference === '') return refuse('reference-missing')
    const { patient: person, lines, total } = state
    const started = { order: id('order'), person, topUp: data, lines, total }
    return [{ type: 'ReorderStarted', data: started }]
  },
  refusals: { ...orderRefusals, ...reorderRefusals },
  next: ['cancel-order', 'place-order'],
})
