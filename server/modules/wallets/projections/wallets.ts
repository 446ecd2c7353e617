import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { WalletEvents } from '../events.ts'

type Change = {
  readonly available?: number
  readonly held?: number
  readonly taken?: number
  readonly paidIn?: number
}

function change(person: string, { available = 0, held = 0, taken = 0, paidIn = 0 }: Change): Write {
  return write(
    `UPDATE {wallets} SET available = available + ?, held = held + ?, taken = taken + ?, paid_in = paid_in + ?
     WHERE person = ?`,
    available,
    held,
    taken,
    paidIn,
    person,
  )
}

function setStatus(person: string, status: 'open' | 'frozen'): Write {
  return write('UPDATE {wallets} SET status = ? WHERE person = ?', status, person)
}

function endHold(hold: string, status: 'taken' | 'released'): Write {
  return write(`UPDATE {holds} SET status = ? WHERE hold = ? AND status = 'open'`, status, hold)
}

function writes(event: Envelope<WalletEvents>): readonly Write[] {
  const person = idOf(event.stream)
  switch (event.type) {
    case 'WalletOpened':
      return [
        write(
          `INSERT INTO {wallets} (person, available, held, taken, paid_in, status) VALUES (?, 0, 0, 0, 0, 'open')`,
          person,
        ),
      ]
    case 'TopUpRecorded': {
      const { amount } = event.data
      return [change(person, { available: amount, paidIn: amount })]
    }
    case 'MoneyHeld': {
      const { hold, amount, for: purpose } = event.data
      return [
        change(person, { available: -amount, held: amount }),
        write(
          `INSERT INTO {holds} (hold, person, amount, for_kind, for_id, held_at, status)
           VALUES (?, ?, ?, ?, ?, ?, 'open')`,
          hold,
          person,
          amount,
          purpose.kind,
          purpose.id,
          event.at,
        ),
      ]
    }
    case 'HeldMoneyTaken': {
      const { hold, amount } = event.data
      return [change(person, { held: -amount, taken: amount }), endHold(hold, 'taken')]
    }
    case 'HeldMoneyReleased': {
      const { hold, amount } = event.data
      return [change(person, { available: amount, held: -amount }), endHold(hold, 'released')]
    }
    case 'WalletFrozen':
      return [setStatus(person, 'frozen')]
    case 'WalletUnfrozen':
      return [setStatus(person, 'open')]
  }
}

/** What stands in each wallet and what is held there. A balance below nothing refuses the command. */
export const walletsModel = projection({
  name: 'wallets',
  version: 1,
  mode: 'guard',
  types: [
    'WalletOpened',
    'TopUpRecorded',
    'MoneyHeld',
    'HeldMoneyTaken',
    'HeldMoneyReleased',
    'WalletFrozen',
    'WalletUnfrozen',
  ],
  tables: {
    wallets: {
      columns: {
        person: 'text',
        available: 'integer',
        held: 'integer',
        taken: 'integer',
        paid_in: 'integer',
        status: 'text',
      },
      key: ['person'],
      checks: [
        { sql: 'available >= 0', refusal: 'short' },
        { sql: 'held >= 0', refusal: 'over' },
      ],
    },
    holds: {
      columns: {
        hold: 'text',
        person: 'text',
        amount: 'integer',
        for_kind: 'text',
        for_id: 'text',
        held_at: 'integer',
        status: 'text',
      },
      key: ['hold'],
      indexes: [['person', 'status']],
    },
  },
  apply: (event) => writes(event as Envelope<WalletEvents>),
})
