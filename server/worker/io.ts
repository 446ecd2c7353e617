import type { Query, Row, Value } from '#kernel/query.ts'

/** One statement for the database, as data. What only writes may be gathered by an adapter. */
export type Statement = {
  readonly sql: string
  readonly args: readonly Value[]
  readonly reads: boolean
}

/**
 * Work on the database, described step by step and run by an adapter: at once on a file, awaiting each
 * answer on a server. So the worker's rules are written once and no `await` stands in a transaction.
 */
export type Io<Result> = Generator<Statement, Result, readonly Row[]>

/** Asks a query. */
export function* ask<Answer>(query: Query<Answer>): Io<Answer> {
  return query.answer(yield { sql: query.sql, args: query.args, reads: true })
}

/** Writes. */
export function* tell(sql: string, ...args: readonly Value[]): Io<void> {
  yield { sql, args, reads: false }
}
