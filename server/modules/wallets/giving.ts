import { move } from './accounts.ts'
import type { WalletEvents } from './events.ts'

/** What the clinic gives, in minor units, and why. */
export type GoodwillForm = { readonly amount: number; readonly reason: string }

/** The goodwill as an event. */
export function goodwillOf(
  { amount, reason }: GoodwillForm,
  approval: string | null,
): readonly WalletEvents[] {
  const postings = move(amount, 'goodwill', 'wallet.available')
  return [{ type: 'GoodwillGiven', data: { amount, reason, approval, postings } }]
}
