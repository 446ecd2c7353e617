import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from './accounts.ts'
import { takenFrom, type Wallet } from './deciders/wallet.ts'
import type { WalletEvents } from './events.ts'

/** What is asked to be refunded; `line` is the hold that was taken, `amount` in minor units. */
export type RefundForm = {
  readonly line: string
  readonly amount: number
  readonly reason: string
}

/** The refund as an event, or why it cannot be: never more than was taken and not given back yet. */
export function refundOf(
  state: Wallet,
  { line, amount, reason }: RefundForm,
  { refund, approval }: { readonly refund: string; readonly approval: string | null },
): readonly WalletEvents[] | Refusal {
  const taken = takenFrom(state, line)
  if (!taken) return refuse('no-line')
  const left = taken.amount - taken.refunded
  if (amount > left) {
    return refuse('over', { refunded: taken.refunded, taken: taken.amount, left })
  }
  // The clinic's gift comes back first, so that no money leaves that was never paid in.
  const gift = Math.min(amount, taken.gift - taken.giftBack)
  const postings = move(amount, 'refunds', 'wallet.available')
  const data = { refund, line, amount, gift, for: taken.for, reason, approval, postings }
  return [{ type: 'MoneyRefunded', data }]
}

/** Why a refund cannot be. */
export const refundRefusals: Readonly<Record<string, string>> = {
  over: '{refunded:money} of {taken:money} was already refunded. At most {left:money} is left; refund that or less.',
  'no-line':
    'Nothing was taken there that could be refunded. Look at what moved in the wallet, and choose again.',
}
