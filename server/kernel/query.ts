/** A value that can be bound in SQL or stored in a column. */
export type Value = string | number | null | Uint8Array

export type Row = Readonly<Record<string, Value>>

/**
 * A question to the read models, as data: the worker asks it inside its transaction, a page on its
 * reader. `{orders}` in the SQL stands for the table `orders` in the version now in use.
 */
export type Query<Answer> = {
  readonly sql: string
  readonly args: readonly Value[]
  answer(rows: readonly Row[]): Answer
}

/** A query whose rows are taken as they are. The caller names the row's type; the SQL must agree. */
export function rows<R>(sql: string, ...args: Value[]): Query<readonly R[]> {
  return { sql, args, answer: (found) => found as unknown as readonly R[] }
}

/** A query for one row or none. */
export function row<R>(sql: string, ...args: Value[]): Query<R | undefined> {
  return { sql, args, answer: (found) => found[0] as unknown as R | undefined }
}

/** The same question with its answer turned into something else. */
export function mapQuery<A, B>(query: Query<A>, turn: (answer: A) => B): Query<B> {
  return { sql: query.sql, args: query.args, answer: (found) => turn(query.answer(found)) }
}

export type Queries = Readonly<Record<string, Query<unknown>>>

/** The answers to a record of queries, name by name. */
export type Answers<Q> = { readonly [K in keyof Q]: Q[K] extends Query<infer A> ? A : never }
