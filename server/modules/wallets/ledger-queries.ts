import { mapQuery, type Query, rows, type Value } from '#kernel/query.ts'
import type { Account } from './accounts.ts'
import { utcDayOf } from './projections/ledger.ts'

/** What an account comes to: the sums of both sides, in minor units. */
export type AccountSum = {
  readonly account: Account
  readonly debit: number
  readonly credit: number
}

/** One posting; `position` and `version` are its event's, `person` whose wallet it was in. */
export type PostingRow = AccountSum & {
  readonly position: number
  readonly line: number
  readonly at: number
  readonly type: string
  readonly person: string
  readonly version: number
  readonly command: string
}

/** Which postings: of an account, of a person's wallet, from one time to before another (ms). */
export type Narrowed = {
  readonly account?: Account
  readonly person?: string
  readonly from?: number
  readonly to?: number
}

/** A place in the books: before or after a posting. */
export type Mark = { readonly position: number; readonly line: number; readonly way: 'on' | 'back' }

const dayMs = 86_400_000
const always = Number.MAX_SAFE_INTEGER

type Condition = { readonly sql: string; readonly args: readonly Value[] }

const where = (all: readonly Condition[]): Condition => ({
  sql: all.length === 0 ? '' : `WHERE ${all.map(({ sql }) => sql).join(' AND ')}`,
  args: all.flatMap(({ args }) => args),
})

/** Times as positions, which every index of the postings ends with: later postings have higher ones. */
function conditions({ account, person, from, to }: Narrowed): readonly Condition[] {
  const first = '(SELECT position FROM {postings} WHERE at >= ? ORDER BY at, position LIMIT 1)'
  return [
    ...(account ? [{ sql: 'account = ?', args: [account] }] : []),
    ...(person ? [{ sql: 'person = ?', args: [person] }] : []),
    ...(from === undefined
      ? []
      : [{ sql: `position >= COALESCE(${first}, ?)`, args: [from, always] }]),
    ...(to === undefined ? [] : [{ sql: `position < COALESCE(${first}, ?)`, args: [to, always] }]),
  ]
}

/**
 * Postings newest first, at most so many, from a mark on. What comes before a mark is found from it
 * backwards, so that every page costs the same.
 */
export function postingsOf(
  narrowed: Narrowed,
  mark: Mark | undefined,
  limit: number,
): Query<readonly PostingRow[]> {
  const isBack = mark?.way === 'back'
  const marked: Condition[] = mark
    ? [
        {
          sql: `(position, line) ${isBack ? '>' : '<'} (?, ?)`,
          args: [mark.position, mark.line],
        },
      ]
    : []
  const { sql, args } = where([...conditions(narrowed), ...marked])
  const order = isBack ? 'position, line' : 'position DESC, line DESC'
  const found = rows<PostingRow>(
    `SELECT position, line, at, type, person, version, command, account, debit, credit FROM {postings}
     ${sql} ORDER BY ${order} LIMIT ?`,
    ...args,
    limit,
  )
  return isBack ? mapQuery(found, (postings) => postings.toReversed()) : found
}

/** The sums of a person's postings, account by account: few enough to be added each time. */
function sumsOfPerson(narrowed: Narrowed): Query<readonly AccountSum[]> {
  const { sql, args } = where(conditions(narrowed))
  return rows<AccountSum>(
    `SELECT account, SUM(debit) AS debit, SUM(credit) AS credit FROM {postings} ${sql}
     GROUP BY account ORDER BY account`,
    ...args,
  )
}

/**
 * What each account comes to in a time, from the sums of its whole days and the postings at both ends. The
 * ends are less than a day each; where both lie within one day there are no whole days.
 */
export function sumsOf(narrowed: Narrowed): Query<readonly AccountSum[]> {
  if (narrowed.person) return sumsOfPerson(narrowed)
  const { account, from = 0, to = always } = narrowed
  const firstDay = Math.ceil(from / dayMs)
  const lastDay = utcDayOf(to)
  const own = account ? { account } : {}
  const ends =
    lastDay < firstDay
      ? [{ from, to }]
      : [
          { from, to: firstDay * dayMs },
          { from: lastDay * dayMs, to },
        ]
  const parts = ends
    .filter((end) => end.from < end.to)
    .map((end) => where(conditions({ ...own, ...end })))
  const days = `SELECT account, debit, credit FROM {account_days}
    WHERE ${account ? 'account = ? AND ' : ''}day >= ? AND day < ?`
  const posted = parts.map((part) => `SELECT account, debit, credit FROM {postings} ${part.sql}`)
  return rows<AccountSum>(
    `SELECT account, SUM(debit) AS debit, SUM(credit) AS credit
     FROM (${[days, ...posted].join(' UNION ALL ')}) AS both GROUP BY account ORDER BY account`,
    ...(account ? [account] : []),
    firstDay,
    Math.max(firstDay, lastDay),
    ...parts.flatMap(({ args }) => args),
  )
}

/** What each account comes to before a time (ms), or in all. */
export function trialBalance(before?: number): Query<readonly AccountSum[]> {
  return sumsOf(before === undefined ? {} : { to: before })
}
