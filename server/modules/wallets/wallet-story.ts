import { storyId } from '#kernel/story.ts'
import type { StaffMember } from '#modules/clinic/published.ts'
import { move } from './accounts.ts'
import type { WalletEvents } from './events.ts'

/** Events of a wallet that stories begin with, and the people in them. */

const staff = (number: number, role: string) => ({
  id: storyId(number),
  role,
  onBehalfOf: null,
})

export const sam = staff(41, 'receptionist')
export const nora = staff(42, 'manager')
export const ada = staff(44, 'admin')
/** Somebody of the staff as the clinic lists them. */
export function listed({ id, role }: typeof sam, name: string): readonly StaffMember[] {
  const joined = { email: '', roles: [role], roleTitle: role, status: 'active', seat: '' } as const
  return [{ id, role, name, ...joined, joinedAt: 0, invitedUntil: null }]
}

export const process = { id: 'system:returns', role: 'system', onBehalfOf: storyId(41) }
export const visit = { kind: 'visit', id: storyId(61) }

export const walletOpened: WalletEvents = { type: 'WalletOpened', data: { person: storyId(1) } }

export function toppedUp(amount: number): WalletEvents {
  const postings = move(amount, 'card', 'wallet.available')
  const paid = { amount, method: 'card', reference: '004417', day: '2026-11-23' } as const
  return { type: 'TopUpRecorded', data: { ...paid, second: false, postings } }
}

export function held(hold: string, amount: number, expires: number | null = null): WalletEvents {
  const postings = move(amount, 'wallet.available', 'wallet.held')
  return { type: 'MoneyHeld', data: { hold, amount, for: visit, expires, postings } }
}

export function taken(hold: string, amount: number, gift = 0): WalletEvents {
  const postings = move(amount, 'wallet.held', 'revenue')
  return { type: 'HeldMoneyTaken', data: { hold, amount, gift, for: visit, postings } }
}

export function given(amount: number, approval: string | null = null): WalletEvents {
  const postings = move(amount, 'goodwill', 'wallet.available')
  const reason = 'We were an hour late'
  return { type: 'GoodwillGiven', data: { amount, reason, approval, postings } }
}

export function refunded(
  line: string,
  amount: number,
  more: { readonly gift?: number; readonly approval?: string; readonly refund?: string } = {},
): WalletEvents {
  const { gift = 0, approval = null, refund = storyId(8) } = more
  const postings = move(amount, 'refunds', 'wallet.available')
  const reason = 'The visit was cut short'
  return {
    type: 'MoneyRefunded',
    data: { refund, line, amount, gift, for: visit, reason, approval, postings },
  }
}

export function paidOut(amount: number): WalletEvents {
  const postings = move(amount, 'wallet.available', 'cash')
  const paid = { amount, method: 'cash', reference: '', day: '2026-11-23', postings } as const
  return { type: 'BalancePaidOut', data: paid }
}

/** Sam asks for a refund of the visit. */
export function refundAsked(line: string, amount: number): WalletEvents {
  const reason = 'The visit was cut short'
  return {
    type: 'ApprovalRequested',
    data: {
      request: storyId(70),
      intent: 'refund-to-wallet',
      form: { line, amount, reason },
      what: 'Refund',
      amount,
      beneficiary: storyId(1),
      reason,
    },
  }
}

/** A visit for £58 that was paid from £80, so that £22 is free. */
export const visitPaid: readonly WalletEvents[] = [
  walletOpened,
  toppedUp(8_000),
  held(visit.id, 5_800),
  taken(visit.id, 5_800),
]
