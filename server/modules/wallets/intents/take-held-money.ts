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
  decide(state, { data: { hold, amount } }): readonly WalletEvents[] | Refusal {
    const known = heldFor(state, hold)
    if (!known) return refuse('not-held')
    if (known.status !== 'open')
      return refuse('closed', { ended: known.status, at: known.changedAt })
    if (amount > known.amount) return refuse('over', { remaining: known.amount })
    const taken: WalletEvents = {
      type: 'HeldMoneyTaken',
      data: { hold, amount, for: known.for, postings: move(amount, 'wallet.held', 'revenue') },
    }
    const rest = known.amount - amount
    return rest === 0 ? [taken] : [taken, released(hold, rest, known.for)]
  },
  refusals: {
    over: 'Only {remaining:money} of this hold is left. Take at most that.',
    closed:
      'This hold was already {ended} at {at:moment}. Nothing more was taken; look at the wallet.',
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
