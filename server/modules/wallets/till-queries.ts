import { mapQuery, type Query, rows } from '#kernel/query.ts'
import type { PostingRow } from './ledger-queries.ts'
import type { Counts, TillMethod } from './till-events.ts'

/** The one stream of the till. */
export const tillStream = 'till-00000000-0000-7000-8000-000000000002'

const since = 'position > COALESCE((SELECT MAX(position) FROM {till_closings}), 0)'
const ofTill = `account IN ('cash', 'card', 'transfer')`

/** What came in and went out by each method since the till was last closed, in so many moves. */
export type TillSums = { readonly came: Counts; readonly went: Counts; readonly moves: number }

type SumRow = {
  readonly account: TillMethod
  readonly came: number
  readonly went: number
  readonly moves: number
}

const nothing: Counts = { cash: 0, card: 0, transfer: 0 }

/** What the books say of the till since it was last closed, in minor units. */
export function tillSums(): Query<TillSums> {
  const found = rows<SumRow>(
    `SELECT account, SUM(debit) AS came, SUM(credit) AS went, COUNT(*) AS moves FROM {postings}
     WHERE ${ofTill} AND ${since} GROUP BY account`,
  )
  return mapQuery(found, (sums) =>
    sums.reduce<TillSums>(
      ({ came, went, moves }, one) => ({
        came: { ...came, [one.account]: one.came },
        went: { ...went, [one.account]: one.went },
        moves: moves + one.moves,
      }),
      { came: nothing, went: nothing, moves: 0 },
    ),
  )
}

/** The lines behind these sums, newest first, at most so many. */
export function tillLines(limit: number): Query<readonly PostingRow[]> {
  return rows<PostingRow>(
    `SELECT account, debit, credit, position, line, at, type, person, version, command FROM {postings}
     WHERE ${ofTill} AND ${since} ORDER BY position DESC, line LIMIT ?`,
    limit,
  )
}

/** A closing of the till; sums of all methods together, in minor units. */
export type ClosingRow = {
  readonly number: number
  readonly at: number
  readonly actor: string
  readonly expected: number
  readonly counted: number
  readonly difference: number
  readonly explanation: string
}

/** How the till was closed before, the last time first, at most so many times. */
export function tillClosings(limit: number): Query<readonly ClosingRow[]> {
  return rows<ClosingRow>(
    `SELECT number, at, actor, expected, counted, difference, explanation FROM {till_closings}
     ORDER BY number DESC LIMIT ?`,
    limit,
  )
}
