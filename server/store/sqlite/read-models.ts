import { randomBytes } from 'node:crypto'
import type { Projection, Table } from '#kernel/projection.ts'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { namedTables, tableName } from '#worker/project.ts'
import { toEnvelope } from '#worker/stored.ts'
import type { Vault } from '#worker/vault.ts'
import type { Connection } from './connection.ts'

const sqlTypes: Readonly<Record<string, string>> = { text: 'TEXT', integer: 'INTEGER', bytes: 'BLOB' }

function columnSql([name, column]: readonly [string, string]): string {
  const type = sqlTypes[column.replace('?', '')] ?? 'TEXT'
  return `${name} ${type}${column.endsWith('?') ? '' : ' NOT NULL'}`
}

/** The statements that make a declared table. Checks are named after their refusal, so that a breach can be told. */
export function tableSql(physical: string, constraintBase: string, table: Table): readonly string[] {
  const parts = [
    ...Object.entries(table.columns).map(columnSql),
    `PRIMARY KEY (${table.key.join(', ')})`,
    ...(table.unique ?? []).map(({ columns }) => `UNIQUE (${columns.join(', ')})`),
    ...(table.checks ?? []).map(({ sql, refusal }) => `CONSTRAINT ${constraintBase}_${refusal.replaceAll('-', '_')} CHECK (${sql})`),
  ]
  const made = randomBytes(4).toString('hex')
  return [
    `CREATE TABLE ${physical} (${parts.join(', ')}) STRICT`,
    ...(table.indexes ?? []).map((columns) => `CREATE INDEX ${constraintBase}_${columns.join('_')}_${made} ON ${physical} (${columns.join(', ')})`),
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

export type Filling = { readonly from: number; readonly to: number; readonly limit: number; readonly suffix: string }

/** Folds the next events of the log into a read model's tables; answers the last position taken. */
export function fillSlice(db: Connection, registry: Registry, vault: Vault, projection: Projection, filling: Filling): number {
  const { from, to, limit, suffix } = filling
  const marks = projection.types.map(() => '?').join(', ')
  const found = db
    .prepare(`SELECT * FROM events WHERE position > ? AND position <= ? AND type IN (${marks}) ORDER BY position LIMIT ?`)
    .all(from, to, ...projection.types, limit) as Row[]
  const run = writerOf(db, projection, suffix)
  for (const one of found) {
    for (const { sql, args } of projection.apply(toEnvelope(one, registry, vault))) run(sql, args)
  }
  const last = found.at(-1)
  return found.length < limit || !last ? to : Number(last.position)
}

function writerOf(db: Connection, projection: Projection, suffix: string) {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>()
  return (sql: string, args: readonly unknown[]) => {
    const named = namedTables(sql, (table) =>
      Object.hasOwn(projection.tables, table) ? tableName(table, projection.version, suffix) : undefined,
    )
    const statement = prepared.get(named) ?? db.prepare(named)
    prepared.set(named, statement)
    statement.run(...args)
  }
}

type Checkpoint = { readonly name: string; readonly version: number; readonly position: number; readonly status: string }

/** Where each read model stands. */
export function checkpoints(db: Connection): readonly Checkpoint[] {
  return db.prepare('SELECT name, version, position, status FROM checkpoints').all() as Checkpoint[]
}

function dropOthers(db: Connection, projections: readonly Projection[]): void {
  const wanted = new Set(projections.flatMap(({ tables, version }) => Object.keys(tables).map((name) => tableName(name, version))))
  const made = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_v[0-9]*'`).all() as { name: string }[]
  for (const { name } of made.filter((one) => !wanted.has(one.name))) db.exec(`DROP TABLE ${name}`)
}

function headOf(db: Connection): number {
  return (db.prepare('SELECT coalesce(max(position), 0) AS head FROM events').get() as { head: number }).head
}

/**
 * Makes the tables of read models that are new or have a new version and fills them from the log, each in
 * one transaction; removes the tables of versions no longer declared. `say` hears what takes time.
 */
export function bringUp(db: Connection, registry: Registry, vault: Vault, say: (sentence: string) => void): void {
  const known = checkpoints(db)
  for (const projection of registry.projections) {
    const at = known.find(({ name, version }) => name === projection.name && version === projection.version)
    if (at && at.status !== 'stopped') continue
    const to = headOf(db)
    if (to > 10_000) say(`Building the read model "${projection.name}" from ${to} events …`)
    db.transaction(() => {
      makeTables(db, projection)
      for (let from = 0; from < to; ) from = fillSlice(db, registry, vault, projection, { from, to, limit: 1000, suffix: '' })
      db.prepare('DELETE FROM checkpoints WHERE name = ?').run(projection.name)
      const status = projection.mode === 'async' ? 'following' : 'live'
      db.prepare('INSERT INTO checkpoints (name, version, position, status, error) VALUES (?, ?, ?, ?, NULL)').run(projection.name, projection.version, to, status)
    }).immediate()
  }
  dropOthers(db, registry.projections)
}
