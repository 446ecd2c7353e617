import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import { type ApprovalEvents, approvalEvents } from '#modules/approvals/published.ts'
import type { Posting } from './accounts.ts'

/** How money is paid in or out. `online`: the bank tells of it, under the id of the top-up that was begun. */
export type Method = 'cash' | 'card' | 'transfer' | 'online'

/** What money is held or taken for, such as an order. */
export type Purpose = { readonly kind: string; readonly id: string }

/** What a correction can put right: money that was recorded as paid in, paid out or given. */
export type Correctable = 'top-up' | 'pay-out' | 'goodwill'

type Paid = {
  readonly amount: number
  readonly method: Method
  readonly reference: string
  /** The clinic's day on which the reference counts as used. */
  readonly day: string
  readonly postings: readonly Posting[]
}

/** Money of a wallet's taken line that is given back, or no longer; `line` is the hold it was taken from. */
type Refund = {
  readonly refund: string
  readonly line: string
  readonly amount: number
  /** How much of it is the clinic's gift again. */
  readonly gift: number
  readonly for: Purpose
  readonly reason: string
  readonly postings: readonly Posting[]
}

/**
 * What happens to a wallet. Amounts are minor units; each movement carries its balanced postings. `gift` is
 * how much of an amount the clinic had given: it is spent first, and never paid out. `approval` is the
 * request that a second person approved, null where none was due.
 */
type OwnEvents =
  | DomainEvent<'WalletOpened', { readonly person: string }>
  | DomainEvent<'NewWalletClosed', { readonly person: string }>
  | DomainEvent<
      'TopUpRecorded',
      Paid & {
        /** Whether this is a second payment under a reference that was used that day. */
        readonly second: boolean
      }
    >
  | DomainEvent<'TopUpStarted', { readonly topUp: string; readonly amount: number }>
  | DomainEvent<'TopUpFailed', { readonly topUp: string; readonly amount: number }>
  | DomainEvent<
      'MoneyHeld',
      {
        readonly hold: string
        readonly amount: number
        readonly for: Purpose
        /** When it is let go unless it was taken before, in ms; null where it waits for its process. */
        readonly expires: number | null
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'HeldMoneyTaken',
      {
        readonly hold: string
        readonly amount: number
        readonly gift: number
        readonly for: Purpose
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'HeldMoneyReleased',
      {
        readonly hold: string
        readonly amount: number
        readonly for: Purpose
        readonly reason: string
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<'MoneyRefunded', Refund & { readonly approval: string | null }>
  | DomainEvent<'RefundUndone', Refund>
  | DomainEvent<'BalancePaidOut', Paid>
  | DomainEvent<
      'GoodwillGiven',
      {
        readonly amount: number
        readonly reason: string
        readonly approval: string | null
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'LedgerCorrected',
      {
        /** The command whose movement was wrong. */
        readonly corrects: string
        readonly kind: Correctable
        /** What the wallet gains by it, negative where it loses; so is `gift`. */
        readonly amount: number
        readonly gift: number
        readonly reason: string
        readonly approval: string | null
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'StatementSent',
      {
        /** The first and the last of its days. */
        readonly from: string
        readonly to: string
        readonly how: 'mail' | 'print' | 'csv'
        /** What the mail says; empty where there is none. */
        readonly before: string
        readonly after: string
        readonly lines: readonly string[]
      }
    >
  | DomainEvent<'WalletFrozen', { readonly reason: string }>
  | DomainEvent<'WalletUnfrozen', { readonly reason: string }>

export type WalletEvents = OwnEvents | ApprovalEvents

const ownEvents = describeEvents<OwnEvents>({
  WalletOpened: { version: 1, words: 'The wallet was opened', tone: 'note' },
  NewWalletClosed: { version: 1, words: 'The new wallet was closed again', tone: 'bad' },
  TopUpRecorded: { version: 1, words: '{amount:money} was topped up by {method}', tone: 'good' },
  TopUpStarted: {
    version: 1,
    words: 'A top-up of {amount:money} was begun at the bank',
    tone: 'held',
  },
  TopUpFailed: {
    version: 1,
    words: 'The top-up of {amount:money} was not paid, said the bank',
    tone: 'bad',
  },
  MoneyHeld: {
    version: 2,
    words: '{amount:money} was held',
    tone: 'held',
    upcasts: { 1: (data) => ({ ...data, expires: null }) },
  },
  HeldMoneyTaken: {
    version: 2,
    words: '{amount:money} of held money was taken',
    tone: 'good',
    // Nothing was given by the clinic before there was goodwill.
    upcasts: { 1: (data) => ({ ...data, gift: 0 }) },
  },
  HeldMoneyReleased: {
    version: 1,
    words: '{amount:money} of held money became free again',
    tone: 'note',
  },
  MoneyRefunded: {
    version: 1,
    words: '{amount:money} was refunded: {reason}',
    tone: 'good',
    reason: 'reason',
  },
  RefundUndone: {
    version: 1,
    words: 'A refund of {amount:money} was undone: {reason}',
    tone: 'bad',
    reason: 'reason',
  },
  BalancePaidOut: { version: 1, words: '{amount:money} was paid out by {method}', tone: 'note' },
  GoodwillGiven: {
    version: 1,
    words: '{amount:money} was given by the clinic: {reason}',
    tone: 'good',
    reason: 'reason',
  },
  LedgerCorrected: {
    version: 1,
    words: 'A {kind} was corrected by {amount:money}: {reason}',
    tone: 'note',
    reason: 'reason',
  },
  StatementSent: {
    version: 1,
    words: 'A statement from {from} to {to} was made: {how}',
    tone: 'note',
  },
  WalletFrozen: { version: 1, words: 'The wallet was frozen', tone: 'bad', reason: 'reason' },
  WalletUnfrozen: {
    version: 1,
    words: 'The wallet was opened for new holds again',
    tone: 'note',
    reason: 'reason',
  },
})

/** What a wallet's history says; its requests are described where all requests are. */
export const walletEvents = { ...ownEvents, ...approvalEvents }
