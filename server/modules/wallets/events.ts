import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { Posting } from './accounts.ts'

export type Method = 'cash' | 'card' | 'transfer'

/** What money is held or taken for, such as an order. */
export type Purpose = { readonly kind: string; readonly id: string }

/** What happens to a wallet. Amounts are minor units; each movement carries its balanced postings. */
export type WalletEvents =
  | DomainEvent<'WalletOpened', { readonly person: string }>
  | DomainEvent<
      'TopUpRecorded',
      {
        readonly amount: number
        readonly method: Method
        readonly reference: string
        /** The clinic's day on which the reference counts as used. */
        readonly day: string
        /** Whether this is a second payment under a reference that was used that day. */
        readonly second: boolean
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'MoneyHeld',
      {
        readonly hold: string
        readonly amount: number
        readonly for: Purpose
        readonly postings: readonly Posting[]
      }
    >
  | DomainEvent<
      'HeldMoneyTaken',
      {
        readonly hold: string
        readonly amount: number
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
  | DomainEvent<'WalletFrozen', { readonly reason: string }>
  | DomainEvent<'WalletUnfrozen', { readonly reason: string }>

export const walletEvents = describeEvents<WalletEvents>({
  WalletOpened: { version: 1, words: 'The wallet was opened', tone: 'note' },
  TopUpRecorded: { version: 1, words: '{amount:money} was topped up by {method}', tone: 'good' },
  MoneyHeld: { version: 1, words: '{amount:money} was held', tone: 'held' },
  HeldMoneyTaken: { version: 1, words: '{amount:money} of held money was taken', tone: 'good' },
  HeldMoneyReleased: {
    version: 1,
    words: '{amount:money} of held money became free again',
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
