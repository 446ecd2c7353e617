import { idOf } from '#kernel/event.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { openHolds, walletOf } from '#modules/wallets/published.ts'
import { order } from '../deciders/order.ts'
import { oneWorkingDayAfter } from '../rules/promise.ts'
import { denialWords, orderRefusals } from '../words/order-words.ts'

/** Says that an order's money is held and its stock reserved, and by when it is promised. */
export const confirmOrder = intent({
  name: 'confirm-order',
  title: 'Confirm the order',
  submit: 'Confirm',
  doing: 'Confirming the order',
  done: 'The order is confirmed',
  notDone: 'Not confirmed',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: {},
  needs(state) {
    if (state.status === 'none') return refuse('no-order')
    if (state.status === 'placed') return refuse('not-priced')
    return state.status === 'priced' ? undefined : refuse(state.status)
  },
  reads: ({ person }: Asking<object>) => ({
    wallet: walletOf(person ?? ''),
    holds: openHolds(person ?? ''),
    clinic: clinicSettings(),
  }),
  decide(state, { target, at, facts: { wallet, holds, clinic } }) {
    if (state.status === 'none') return refuse('no-order')
    const isHeld = holds?.some(({ forId }) => forId === idOf(target))
    // A manager may have released it by hand while the order was stuck. Where wallets live elsewhere this
    // is not known here, and taking the money is what refuses.
    if (state.total > 0 && wallet && !isHeld) return refuse('not-held')
    const promised = clinic ? oneWorkingDayAfter(at, clinic) : null
    return [{ type: 'OrderConfirmed', data: { total: state.total, promised } }]
  },
  refusals: {
    ...orderRefusals,
    'not-held': denialWords['not-held'],
    'not-priced': 'The prices were not checked yet, so the order cannot be confirmed.',
  },
  next: [],
})
