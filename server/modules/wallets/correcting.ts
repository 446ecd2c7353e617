import { type Refusal, refuse } from '#kernel/refusal.ts'
import { type Account, move, type Posting } from './accounts.ts'
import { payable, type Wallet } from './deciders/wallet.ts'
import type { Correctable, WalletEvents } from './events.ts'

/** What is to be put right: by how much (minor units), and whether the wallet gains or loses it. */
export type CorrectionForm = {
  readonly movement: string
  readonly direction: 'more' | 'less'
  readonly amount: number
  readonly reason: string
}

type Opened = Exclude<Wallet, { status: 'none' }>

/** How the clinic's gift in the wallet changes, by what the wallet gains. It is never more than there is. */
function giftChange({ available, held, gift }: Opened, kind: Correctable, gained: number): number {
  const own = kind === 'goodwill' ? Math.max(0, gift + gained) : gift
  return Math.min(own, available + held + gained) - gift
}

function postingsOf(gained: number, account: Account): readonly Posting[] {
  return gained > 0
    ? move(gained, account, 'wallet.available')
    : move(-gained, 'wallet.available', account)
}

/** The correction as an event, or why it cannot be. What was recorded never falls below nothing by it. */
export function correctionOf(
  state: Wallet,
  { movement: corrects, direction, amount, reason }: CorrectionForm,
  approval: string | null,
): readonly WalletEvents[] | Refusal {
  const movement =
    state.status !== 'none' && Object.hasOwn(state.movements, corrects)
      ? state.movements[corrects]
      : undefined
  if (state.status === 'none' || !movement) return refuse('no-movement')
  const { kind, account } = movement
  const shrinks = (direction === 'more') === (kind === 'pay-out')
  if (shrinks && amount > movement.amount) return refuse('too-much', { recorded: movement.amount })
  const { available } = state
  if (direction === 'less' && amount > available) return refuse('negative', { available })
  const most = payable(state)
  // A pay-out that was too low: more left than was written down, and of that nothing was a gift.
  if (direction === 'less' && kind === 'pay-out' && amount > most) {
    return refuse('goodwill', { gift: available - most, most })
  }
  const gained = direction === 'more' ? amount : -amount
  const gift = giftChange(state, kind, gained)
  const postings = postingsOf(gained, account)
  const data = { corrects, kind, amount: gained, gift, reason, approval, postings }
  return [{ type: 'LedgerCorrected', data }]
}

/** Why a correction cannot be. */
export const correctionRefusals: Readonly<Record<string, string>> = {
  'no-movement':
    'There is nothing of that kind in this wallet to correct. Look at what moved, and choose again.',
  'too-much':
    'Only {recorded:money} is recorded there. At most that can be taken back; enter it or less.',
  negative:
    'This would take the wallet below zero. {available:money} is available; correct that or less.',
  goodwill:
    '{gift:money} of this is a gift from the clinic, and a gift is never paid out. Up to {most:money} can be.',
}
