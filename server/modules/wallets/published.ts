// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
import { type Query, row, rows } from '#kernel/query.ts'

export { accountTitles } from './accounts.ts'
export type { WalletEvents } from './events.ts'
export { refundLimit, secondPersonAbove } from './limits.ts'
export { onlineTopUp } from './projections/online-top-ups.ts'
export type { TillEvents } from './till-events.ts'
export { tillStream } from './till-queries.ts'

/** The stream of a person's wallet. */
export const walletStream = (person: string): string => `wallet-${person}`

/**
 * A wallet as it stands. Amounts in minor units; what moved since it was opened stands after its corrections.
 * `taken` is less what was refunded; `gift` is what is left of what the clinic gave, free or held.
 */
export type WalletRow = {
  readonly person: string
  readonly available: number
  readonly held: number
  readonly gift: number
  readonly taken: number
  readonly paidIn: number
  readonly paidOut: number
  readonly given: number
  readonly status: 'open' | 'frozen'
}

/** A hold that is neither taken nor released: how much of it is left, what for, since when, and until when if it ends (ms). */
export type HoldRow = {
  readonly hold: string
  readonly amount: number
  readonly forKind: string
  readonly forId: string
  readonly at: number
  readonly expires: number | null
}

/** A person's wallet, or nothing where none was opened. */
export function walletOf(person: string): Query<WalletRow | undefined> {
  return row<WalletRow>(
    `SELECT person, available, held, gift, taken - refunded AS taken, paid_in AS "paidIn", paid_out AS "paidOut",
       given, status FROM {wallets} WHERE person = ?`,
    person,
  )
}

/** What is held in a person's wallet now, oldest first. */
export function openHolds(person: string): Query<readonly HoldRow[]> {
  return rows<HoldRow>(
    `SELECT hold, remaining AS amount, for_kind AS "forKind", for_id AS "forId", held_at AS at, expires FROM {holds}
     WHERE person = ? AND status = 'open' ORDER BY held_at, hold`,
    person,
  )
}
