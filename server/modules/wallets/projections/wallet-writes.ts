import { type Envelope, idOf } from '#kernel/event.ts'
import { type Write, write } from '#kernel/projection.ts'
import type { Correctable, WalletEvents } from '../events.ts'

type Change = {
  readonly available?: number
  readonly held?: number
  readonly gift?: number
  readonly taken?: number
  readonly refunded?: number
  readonly paidIn?: number
  readonly paidOut?: number
  readonly given?: number
}

/** A wallet's amounts changed, in minor units. */
function change(person: string, changed: Change): Write {
  const { available = 0, held = 0, gift = 0, taken = 0 } = changed
  const { refunded = 0, paidIn = 0, paidOut = 0, given = 0 } = changed
  return write(
    `UPDATE {wallets} SET available = available + ?, held = held + ?, gift = gift + ?, taken = taken + ?,
       refunded = refunded + ?, paid_in = paid_in + ?, paid_out = paid_out + ?, given = given + ?
     WHERE person = ?`,
    available,
    held,
    gift,
    taken,
    refunded,
    paidIn,
    paidOut,
    given,
    person,
  )
}

function setStatus(person: string, status: 'open' | 'frozen'): Write {
  return write('UPDATE {wallets} SET status = ? WHERE person = ?', status, person)
}

/** A hold of which something was taken is open no longer; one of which a part was released is. */
function lessenHold(hold: string, amount: number, status: 'taken' | 'released'): Write {
  return write(
    `UPDATE {holds} SET remaining = remaining - ?, status = CASE
       WHEN status <> 'open' OR (? = 'released' AND remaining > ?) THEN status ELSE ? END
     WHERE hold = ?`,
    amount,
    status,
    amount,
    status,
    hold,
  )
}

function refund(line: string, amount: number): Write {
  return write('UPDATE {takings} SET refunded = refunded + ? WHERE hold = ?', amount, line)
}

function correctable({ stream, command, at }: Envelope, kind: Correctable, amount: number): Write {
  return write(
    'INSERT INTO {correctables} (command, person, kind, amount, moved_at) VALUES (?, ?, ?, ?, ?)',
    command,
    idOf(stream),
    kind,
    amount,
    at,
  )
}

function hold(
  event: Envelope<Extract<WalletEvents, { type: 'MoneyHeld' }>>,
  person: string,
): Write {
  const { hold: id, amount, for: purpose, expires } = event.data
  return write(
    `INSERT INTO {holds} (hold, person, amount, remaining, for_kind, for_id, held_at, expires, status)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    id,
    person,
    amount,
    amount,
    purpose.kind,
    purpose.id,
    event.at,
    expires,
  )
}

function taking(
  event: Envelope<Extract<WalletEvents, { type: 'HeldMoneyTaken' }>>,
  person: string,
): Write {
  const { hold: id, amount, for: purpose } = event.data
  return write(
    `INSERT INTO {takings} (hold, person, for_kind, for_id, amount, refunded, taken_at)
     VALUES (?, ?, ?, ?, ?, 0, ?)`,
    id,
    person,
    purpose.kind,
    purpose.id,
    amount,
    event.at,
  )
}

function correction(
  { corrects, kind, amount, gift }: Extract<WalletEvents, { type: 'LedgerCorrected' }>['data'],
  person: string,
): readonly Write[] {
  // A pay-out becomes smaller by what comes back.
  const recorded = kind === 'pay-out' ? -amount : amount
  const name = ({ 'top-up': 'paidIn', 'pay-out': 'paidOut', goodwill: 'given' } as const)[kind]
  return [
    change(person, { available: amount, gift, [name]: recorded }),
    write('UPDATE {correctables} SET amount = amount + ? WHERE command = ?', recorded, corrects),
  ]
}

/** What an event of a wallet changes in its tables. */
export function walletWrites(event: Envelope<WalletEvents>): readonly Write[] {
  const person = idOf(event.stream)
  switch (event.type) {
    case 'WalletOpened':
      return [
        write(
          `INSERT INTO {wallets} (person, available, held, gift, taken, refunded, paid_in, paid_out, given, status)
           VALUES (?, 0, 0, 0, 0, 0, 0, 0, 0, 'open')`,
          person,
        ),
      ]
    case 'NewWalletClosed':
      return [write('DELETE FROM {wallets} WHERE person = ?', person)]
    case 'TopUpRecorded': {
      const { amount } = event.data
      const moved = correctable(event, 'top-up', amount)
      return [change(person, { available: amount, paidIn: amount }), moved]
    }
    case 'MoneyHeld': {
      const { amount } = event.data
      return [change(person, { available: -amount, held: amount }), hold(event, person)]
    }
    case 'HeldMoneyTaken': {
      const { hold: id, amount, gift } = event.data
      const less = change(person, { held: -amount, gift: -gift, taken: amount })
      return [less, lessenHold(id, amount, 'taken'), taking(event, person)]
    }
    case 'HeldMoneyReleased': {
      const { hold: id, amount } = event.data
      return [
        change(person, { available: amount, held: -amount }),
        lessenHold(id, amount, 'released'),
      ]
    }
    case 'MoneyRefunded': {
      const { line, amount, gift } = event.data
      return [change(person, { available: amount, gift, refunded: amount }), refund(line, amount)]
    }
    case 'RefundUndone': {
      const { line, amount, gift } = event.data
      const less = change(person, { available: -amount, gift: -gift, refunded: -amount })
      return [less, refund(line, -amount)]
    }
    case 'BalancePaidOut': {
      const { amount } = event.data
      const moved = correctable(event, 'pay-out', amount)
      return [change(person, { available: -amount, paidOut: amount }), moved]
    }
    case 'GoodwillGiven': {
      const { amount } = event.data
      const moved = correctable(event, 'goodwill', amount)
      return [change(person, { available: amount, gift: amount, given: amount }), moved]
    }
    case 'LedgerCorrected':
      return correction(event.data, person)
    case 'WalletFrozen':
      return [setStatus(person, 'frozen')]
    case 'WalletUnfrozen':
      return [setStatus(person, 'open')]
    default:
      return []
  }
}
