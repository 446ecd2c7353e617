import { decider } from '#kernel/decider.ts'
import { decided, requested } from '#modules/approvals/published.ts'
import type { WalletEvents } from '../events.ts'
import {
  type Hold,
  holdOf,
  type OnlineTopUp,
  opened,
  type Taken,
  topUpEnded,
  type Wallet,
  withHold,
  withMoney,
  withoutRefund,
  withRefund,
  withTopUp,
} from './wallet-state.ts'

export type { Hold, OnlineTopUp, Taken, Wallet } from './wallet-state.ts'

export const wallet = decider<WalletEvents, Wallet>({
  stream: 'wallet',
  shape: 4,
  initialState: { status: 'none' },
  evolve: {
    WalletOpened: (_, __, { at }) => ({
      status: 'open',
      since: at,
      available: 0,
      held: 0,
      gift: 0,
      holds: {},
      taken: {},
      refunds: {},
      movements: {},
      requests: {},
      topUps: {},
    }),
    NewWalletClosed: () => ({ status: 'none' }),
    TopUpStarted: (state, { topUp, amount }, { at }) =>
      withTopUp(state, topUp, { amount, at, status: 'waiting' }),
    TopUpFailed: (state, { topUp }) => topUpEnded(state, topUp, 'failed'),
    TopUpRecorded(state, { amount, method: account, reference }, { command, at }) {
      const movement = { command, kind: 'top-up', amount, account, at } as const
      const after = withMoney(state, { free: amount }, movement)
      return account === 'online' ? topUpEnded(after, reference, 'recorded') : after
    },
    MoneyHeld: (state, { hold, amount, for: purpose, expires }, { at }) =>
      withHold(
        state,
        hold,
        { amount, left: amount, for: purpose, expires, status: 'open', changedAt: at },
        { free: -amount, held: amount },
      ),
    HeldMoneyTaken(state, { hold, amount, gift, for: purpose }, { at }) {
      const before = holdOf(state, hold)
      const after: Hold = { ...before, left: before.left - amount, status: 'taken', changedAt: at }
      const next = withHold(state, hold, after, { held: -amount, gift: -gift })
      const line: Taken = { amount, gift, refunded: 0, giftBack: 0, for: purpose, at }
      return { ...next, taken: { ...next.taken, [hold]: line } }
    },
    // The rest of a hold that was taken in part is released too; it stays known as taken. One of which
    // only a part was released goes on.
    HeldMoneyReleased(state, { hold, amount }, { at }) {
      const before = holdOf(state, hold)
      const left = before.left - amount
      const status = before.status === 'open' && left === 0 ? 'released' : before.status
      const after: Hold = { ...before, left, status, changedAt: at }
      return withHold(state, hold, after, { free: amount, held: -amount })
    },
    MoneyRefunded: (state, data) => withRefund(state, data),
    RefundUndone: (state, data) => withoutRefund(state, data),
    BalancePaidOut: (state, { amount, method: account }, { command, at }) =>
      withMoney(state, { free: -amount }, { command, kind: 'pay-out', amount, account, at }),
    GoodwillGiven(state, { amount }, { command, at }) {
      const movement = { command, kind: 'goodwill', amount, account: 'goodwill', at } as const
      return withMoney(state, { free: amount, gift: amount }, movement)
    },
    LedgerCorrected(state, { corrects, kind, amount, gift }) {
      const before = opened(state).movements[corrects]
      if (!before) throw new Error(`The correction of ${corrects}, which nobody did`)
      // A pay-out that was too high is put right by money that comes back, so it becomes smaller.
      const change = kind === 'pay-out' ? -amount : amount
      const after = { ...before, amount: before.amount + change }
      return withMoney(state, { free: amount, gift }, { ...after, command: corrects })
    },
    StatementSent: (state) => state,
    WalletFrozen: (state, _, { at }) => ({ ...opened(state), status: 'frozen', since: at }),
    WalletUnfrozen: (state, _, { at }) => ({ ...opened(state), status: 'open', since: at }),
    ApprovalRequested(state, _, event) {
      const before = opened(state)
      return { ...before, requests: requested(before.requests, event) }
    },
    ApprovalGiven(state, { request }, event) {
      const before = opened(state)
      return { ...before, requests: decided(before.requests, request, 'approved', event) }
    },
    ApprovalDeclined(state, { request }, event) {
      const before = opened(state)
      return { ...before, requests: decided(before.requests, request, 'declined', event) }
    },
  },
})

/** The hold of that id, whatever became of it. */
export function heldFor(state: Wallet, id: string): Hold | undefined {
  if (state.status === 'none') return undefined
  return Object.hasOwn(state.holds, id) ? state.holds[id] : undefined
}

/** What was taken from the hold of that id, if anything was. */
export function takenFrom(state: Wallet, id: string): Taken | undefined {
  if (state.status === 'none') return undefined
  return Object.hasOwn(state.taken, id) ? state.taken[id] : undefined
}

/** The online top-up of that id, if it was begun. */
export function topUpOf(state: Wallet, id: string): OnlineTopUp | undefined {
  if (state.status === 'none') return undefined
  return Object.hasOwn(state.topUps, id) ? state.topUps[id] : undefined
}

/** How much of what is free was paid in, and so may be paid out. The clinic's gift stays in the wallet. */
export function payable(state: Wallet): number {
  if (state.status === 'none') return 0
  return Math.max(0, Math.min(state.available, state.available + state.held - state.gift))
}
