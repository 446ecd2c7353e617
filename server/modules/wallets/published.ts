import { type Query, row, rows } from '#kernel/query.ts'

export type { WalletEvents } from './events.ts'

/** The stream of a person's wallet. */
export const walletStream = (person: string): string => `wallet-${person}`

/** A wallet as it stands. Amounts in minor units; `taken` and `paidIn` since it was opened. */
export type WalletRow = {
  readonly person: string
  readonly available: number
  readonly held: number
  readonly taken: number
  readonly paidIn: number
  readonly status: 'open' | 'frozen'
}

/** A hold that is neither taken nor released: how much, what for, and since when (ms). */
export type HoldRow = {
  readonly hold: string
  readonly amount: number
  readonly forKind: string
  readonly forId: string
  readonly at: number
}

/** A person's wallet, or nothing where none was opened. */
export function walletOf(person: string): Query<WalletRow | undefined> {
  return row<WalletRow>(
    `SELECT person, available, held, taken, paid_in AS "paidIn", status FROM {wallets} WHERE person = ?`,
    person,
  )
}

/** What is held in a person's wallet now, oldest first. */
export function openHolds(person: string): Query<readonly HoldRow[]> {
  return rows<HoldRow>(
    `SELECT hold, amount, for_kind AS "forKind", for_id AS "forId", held_at AS at FROM {holds}
     WHERE person = ? AND status = 'open' ORDER BY held_at, hold`,
    person,
  )
}
