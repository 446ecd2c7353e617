import Database from 'better-sqlite3'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Io } from '#worker/io.ts'
import { namedTables, tableName } from '#worker/project.ts'

export type Connection = Database.Database

/** An error ended the whole transaction, not only its own statement: nothing of the batch is there. */
export class TransactionLost extends Error {}

/** A fault that the person at the keyboard can mend; its message is one plain sentence that says how. */
export class PlainError extends Error {}

/**
 * Opens the file for the only writer. WAL, and `synchronous=FULL`, which is read back: with anything
 * less an acknowledged command can be lost in a power cut.
 */
export function openWriter(file: string): Connection {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('cache_size = -8000')
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('busy_timeout = 2000')
  if (db.pragma('synchronous', { simple: true }) !== 2) {
    throw new PlainError(
      'The database does not wait for the disk (synchronous is not FULL). Frontdesk will not start like this.',
    )
  }
  return db
}

/** Opens the file for reading only. */
export function openReader(file: string): Connection {
  const db = new Database(file, { readonly: true })
  db.pragma('cache_size = -8000')
  db.pragma('busy_timeout = 2000')
  return db
}

/** The physical names of the tables that the registry's read models use now. */
export function tableNames(registry: Registry): (table: string) => string | undefined {
  const names = new Map<string, string>()
  for (const projection of registry.projections) {
    for (const table of Object.keys(projection.tables))
      names.set(table, tableName(table, projection.version))
  }
  for (const { tableName: table, version } of registry.documents)
    names.set(table, tableName(table, version))
  return (table) => names.get(table)
}

export type Statements = {
  all(sql: string, args: readonly unknown[]): readonly Row[]
  run(sql: string, args: readonly unknown[]): void
}

/** Prepared statements of a connection, each prepared once; `{table}` is replaced by its present name. */
export function statements(
  db: Connection,
  nameOf: (table: string) => string | undefined,
): Statements {
  const prepared = new Map<string, Database.Statement>()
  const find = (sql: string) => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = db.prepare(namedTables(sql, nameOf))
    prepared.set(sql, statement)
    return statement
  }
  return {
    all: (sql, args) => find(sql).all(...args) as Row[],
    run: (sql, args) => {
      find(sql).run(...args)
    },
  }
}

/**
 * Runs work described as statements. An error of the database is thrown into the work at the statement
 * that caused it, so that the work can roll back to its savepoint and go on.
 */
export function drive<Result>(work: Io<Result>, { all, run }: Statements): Result {
  let step = work.next([])
  while (!step.done) {
    const { sql, args, reads } = step.value
    let found: readonly Row[] = []
    let trouble: { readonly error: unknown } | undefined
    try {
      if (reads) found = all(sql, args)
      else run(sql, args)
    } catch (error) {
      trouble = { error }
    }
    if (trouble?.error instanceof TransactionLost) throw trouble.error
    step = trouble ? work.throw(trouble.error) : work.next(found)
  }
  return step.value
}
