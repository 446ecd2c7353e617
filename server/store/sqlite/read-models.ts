import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Projection, Table } from '#kernel/projection.ts'
import type { Registry } from '#kernel/registry.ts'
import { namedTables, tableName } from '#worker/project.ts'
import { type StoredEvent, toEnvelope } from '#worker/stored.ts'
import type { Vault } from '#worker/vault.ts'
import type { Connection } from './connection.ts'

const sqlTypes: Readonly<Record<string, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  bytes: 'BLOB',
}

function columnSql([name, column]: readonly [string, string]): string {
  const type = sqlTypes[column.replace('?', '')] ?? 'TEXT'
  return `${name} ${type}${column.endsWith('?') ? '' : ' NOT NULL'}`
}

/** The statements that make a declared table. Checks are named after their refusal, so that a breach can be told. */
export function tableSql(
  physical: string,
  constraintBase: string,
  table: Table,
): readonly string[] {
  const parts = [
    ...Object.entries(table.columns).map(columnSql),
    `PRIMARY KEY (${table.key.join(', ')})`,
    ...(table.unique ?? []).map(({ columns }) => `UNIQUE (${columns.join(', ')})`),
    ...(table.checks ?? []).map(
      ({ sql, refusal }) =>
        `CONSTRAINT ${constraintBase}_${refusal.replaceAll('-', '_')} CHECK (${sql})`,
    ),
  ]
  const made = randomBytes(4).toString('hex')
  return [
    `CREATE TABLE ${physical} (${parts.join(', ')}) STRICT`,
    ...(table.indexes ?? []).map(
      (columns) =>
        `CREATE INDEX ${constraintBase}_${columns.join('_')}_${made} ON ${physical} (${columns.join(', ')})`,
    ),
  ]
}

/** Where a read model is being filled: its own tables, or shadows of them. */
export function makeTables(db: Connection, projection: Projection, suffix = ''): void {
  for (const [name, table] of Object.entries(projection.tables)) {
    const physical = tableName(name, projection.version, suffix)
    db.exec(`DROP TABLE IF EXISTS ${physical}`)
    for (const sql of tableSql(physical, tableName(name, projection.version), table)) db.exec(sql)
  }
}

/** From which position to which; `limitMs`: how long it may take, unless that matters to nobody. */
export type Filling = {
  readonly from: number
  readonly to: number
  readonly suffix: string
  readonly limitMs?: number
}

export type Models = { readonly db: Connection; readonly registry: Registry; readonly vault: Vault }

const window = 500

/**
 * Folds the next events of the log into a read model's tables, window by window of positions, so that a
 * stretch without its types takes no longer than one with many; answers the last position looked at.
 */
export function fill(
  { db, registry, vault }: Models,
  projection: Projection,
  filling: Filling,
): number {
  const { to, suffix, limitMs = Number.POSITIVE_INFINITY } = filling
  const end = performance.now() + limitMs
  const marks = projection.types.map(() => '?').join(', ')
  const select = db.prepare(
    `SELECT * FROM events WHERE position > ? AND position <= ? AND type IN (${marks}) ORDER BY position`,
  )
  const run = writerOf(db, projection, suffix)
  let from = filling.from
  while (from < to) {
    const last = Math.min(to, from + window)
    for (const one of select.all(from, last, ...projection.types) as StoredEvent[]) {
      for (const { sql, args } of projection.apply(toEnvelope(one, registry, vault))) run(sql, args)
    }
    from = last
    if (performance.now() > end) break
  }
  return from
}

function writerOf(db: Connection, projection: Projection, suffix: string) {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>()
  return (sql: string, args: readonly unknown[]) => {
    const named = namedTables(sql, (table) =>
      Object.hasOwn(projection.tables, table)
        ? tableName(table, projection.version, suffix)
        : undefined,
    )
    const statement = prepared.get(named) ?? db.prepare(named)
    prepared.set(named, statement)
    statement.run(...args)
  }
}

type Checkpoint = {
  readonly name: string
  readonly version: number
  readonly position: number
  readonly status: 'live' | 'following' | 'stopped'
  readonly error: string | null
}

/** Where each read model stands. */
export function checkpoints(db: Connection): readonly Checkpoint[] {
  return db
    .prepare('SELECT name, version, position, status, error FROM checkpoints')
    .all() as Checkpoint[]
}

/** Writes where a read model stands. */
export function saveCheckpoint(
  db: Connection,
  { name, version, position, status, error }: Checkpoint,
): void {
  db.prepare('DELETE FROM checkpoints WHERE name = ?').run(name)
  db.prepare(
    'INSERT INTO checkpoints (name, version, position, status, error) VALUES (?, ?, ?, ?, ?)',
  ).run(name, version, position, status, error)
}

/** How a read model stands when all is well with it. */
export function healthy(projection: Projection): 'live' | 'following' {
  return projection.mode === 'async' ? 'following' : 'live'
}

/** The last position of the log. */
export function lastPosition(db: Connection): number {
  return (
    db.prepare('SELECT coalesce(max(position), 0) AS head FROM events').get() as { head: number }
  ).head
}
