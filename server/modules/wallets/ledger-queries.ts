import { type Query, rows } from '#kernel/query.ts'
import type { Account } from './accounts.ts'

/** What an account comes to: the sums of both sides, in minor units. */
export type AccountSum = {
  readonly account: Account
  readonly debit: number
  readonly credit: number
}

/** One posting; `position` is its event's, `person` whose wallet it was in. */
export type PostingRow = AccountSum & {
  readonly position: number
  readonly line: number
  readonly at: number
  readonly type: string
  readonly person: string
}

/** Every account that was ever posted to. */
export function trialBalance(): Query<readonly AccountSum[]> {
  return rows<AccountSum>('SELECT account, debit, credit FROM {accounts} ORDER BY account')
}

/** Postings of events before a position, newest first; both sides of an event come together. */
export function postingsBefore(position: number, limit: number): Query<readonly PostingRow[]> {
  return rows<PostingRow>(
    `SELECT position, line, at, type, person, account, debit, credit FROM {postings}
     WHERE position < ? ORDER BY position DESC, line LIMIT ?`,
    position,
    limit,
  )
}
