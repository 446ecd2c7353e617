import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from '../accounts.ts'
import { heldFor, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Takes held money for what was handed over; what is left of the hold becomes free again. */
export const takeHeldMoney = intent({
  name: 'take-held-money',
  title: 'Take held money',
  submit: 'Take the money',
  doing: 'Taking the held money',
  done: 'The money is taken',
  notDone: 'Nothing was taken',
  on: wallet,
  by: { system: 'clinic' },
  fields: fromProcess({ hold: z.uuid(), amount: z.int().min(1) }),
  decide(state, { data: { hold, amount }, at }): readonly WalletEvents[] | Refusal {
    const known = heldFor(state, hold)
    if (!known || state.status === 'none') return refuse('not-held')
    if (known.status !== 'open')
      return refuse('closed', { ended: known.status, at: known.changedAt })
    // It is released within a minute; what happens in that minute must not depend on who comes first.
    if (known.expires !== null && at >= known.expires) {
      return refuse('expired', { at: known.expires })
    }
    if (amount > known.left) return refuse('over', { remaining: known.left })
    const gift = Math.min(state.gift, amount)
    const postings = move(amount, 'wallet.held', 'revenue')
    const data = { hold, amount, gift, for: known.for, postings }
    const taken: WalletEvents = { type: 'HeldMoneyTaken', data }
    const rest = known.left - amount
    return rest === 0 ? [taken] : [taken, released(hold, rest, known.for)]
  },
  undoneBy: 'refund-to-wallet',
  receipt: (_, { hold, amount }) => ({
    line: hold,
    amount,
    reason: 'What it was taken for did not come about',
    ask: false,
  }),
  refusals: {
    over: 'Only {remaining:money} of this hold is left. Take at most that.',
    closed:
      'This hold was already {ended} at {at:moment}. Nothing more was taken; look at the wallet.',
    expired: 'This was held until {at:moment}, and is let go. Hold the money anew, then take it.',
    'not-held': 'Nothing is held for this. Hold the money first.',
  },
  next: [],
})

function released(
  hold: string,
  amount: number,
  purpose: { readonly kind: string; readonly id: string },
): WalletEvents {
  return {
    type: 'HeldMoneyReleased',
    data: {
      hold,
      amount,
      for: purpose,
      reason: 'Less was taken than was held',
      postings: move(amount, 'wallet.held', 'wallet.available'),
    },
  }
}
