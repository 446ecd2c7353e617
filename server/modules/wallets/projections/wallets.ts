import type { Envelope } from '#kernel/event.ts'
import { projection } from '#kernel/projection.ts'
import type { WalletEvents } from '../events.ts'
import { walletWrites } from './wallet-writes.ts'

/**
 * What stands in each wallet, what is held there, and what can be refunded or corrected. A balance below
 * nothing, more out of a hold than is in it, more refunded than was taken, or a gift that would be paid out
 * refuses the command.
 */
export const walletsModel = projection({
  name: 'wallets',
  version: 3,
  mode: 'guard',
  types: [
    'WalletOpened',
    'NewWalletClosed',
    'TopUpRecorded',
    'MoneyHeld',
    'HeldMoneyTaken',
    'HeldMoneyReleased',
    'MoneyRefunded',
    'RefundUndone',
    'BalancePaidOut',
    'GoodwillGiven',
    'LedgerCorrected',
    'WalletFrozen',
    'WalletUnfrozen',
  ],
  tables: {
    wallets: {
      columns: {
        person: 'text',
        available: 'integer',
        held: 'integer',
        gift: 'integer',
        taken: 'integer',
        refunded: 'integer',
        paid_in: 'integer',
        paid_out: 'integer',
        given: 'integer',
        status: 'text',
      },
      key: ['person'],
      checks: [
        { sql: 'available >= 0', refusal: 'short' },
        { sql: 'held >= 0', refusal: 'over' },
        { sql: 'gift BETWEEN 0 AND available + held', refusal: 'goodwill' },
      ],
    },
    holds: {
      columns: {
        hold: 'text',
        person: 'text',
        amount: 'integer',
        remaining: 'integer',
        for_kind: 'text',
        for_id: 'text',
        held_at: 'integer',
        expires: 'integer?',
        status: 'text',
      },
      key: ['hold'],
      indexes: [['person', 'status']],
      checks: [{ sql: 'remaining >= 0', refusal: 'over' }],
    },
    takings: {
      columns: {
        hold: 'text',
        person: 'text',
        for_kind: 'text',
        for_id: 'text',
        amount: 'integer',
        refunded: 'integer',
        taken_at: 'integer',
      },
      key: ['hold'],
      indexes: [['person', 'taken_at']],
      checks: [{ sql: 'refunded BETWEEN 0 AND amount', refusal: 'over' }],
    },
    correctables: {
      columns: {
        command: 'text',
        person: 'text',
        kind: 'text',
        amount: 'integer',
        moved_at: 'integer',
      },
      key: ['command'],
      indexes: [['person', 'moved_at']],
      checks: [{ sql: 'amount >= 0', refusal: 'too-much' }],
    },
  },
  apply: (event) => walletWrites(event as Envelope<WalletEvents>),
})
