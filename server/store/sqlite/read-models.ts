import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Projection, Table } from '#kernel/projection.ts'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { isDatabaseTrouble, namedTables, tableName } from '#worker/project.ts'
import { toEnvelope } from '#worker/stored.ts'
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
    for (const one of select.all(from, last, ...projection.types) as Row[]) {
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

function dropOthers(db: Connection, projections: readonly Projection[]): void {
  const wanted = new Set(
    projections.flatMap(({ tables, version }) =>
      Object.keys(tables).map((name) => tableName(name, version)),
    ),
  )
  const made = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_v[0-9]*'`)
    .all() as { name: string }[]
  for (const { name } of made.filter((one) => !wanted.has(one.name))) db.exec(`DROP TABLE ${name}`)
}

/** The last position of the log. */
export function lastPosition(db: Connection): number {
  return (
    db.prepare('SELECT coalesce(max(position), 0) AS head FROM events').get() as { head: number }
  ).head
}

/**
 * Makes the tables of read models that are new or have a new version and fills them from the log, each in
 * one transaction; removes the tables of versions no longer declared. `say` hears what takes time.
 */
export function bringUp(models: Models, say: (sentence: string) => void): void {
  const { db, registry } = models
  const known = checkpoints(db)
  for (const projection of registry.projections) {
    const at = known.find(
      ({ name, version }) => name === projection.name && version === projection.version,
    )
    if (at && at.status !== 'stopped') continue
    const to = lastPosition(db)
    if (to > 10_000) say(`Building the read model "${projection.name}" from ${to} events …`)
    try {
      build(models, projection, to)
    } catch (error) {
      leaveStopped(db, projection, error)
      say(`The read model "${projection.name}" could not be built; pages say until when it holds.`)
    }
  }
  dropOthers(db, registry.projections)
}

function build(models: Models, projection: Projection, to: number): void {
  const { name, version } = projection
  models.db
    .transaction(() => {
      makeTables(models.db, projection)
      fill(models, projection, { from: 0, to, suffix: '' })
      saveCheckpoint(models.db, {
        name,
        version,
        position: to,
        status: healthy(projection),
        error: null,
      })
    })
    .immediate()
}

/** The same policy as while serving: it stands still alone. Only a guard must hold, or nothing is written. */
function leaveStopped(db: Connection, projection: Projection, error: unknown): void {
  if (projection.mode === 'guard' || isDatabaseTrouble(error)) throw error
  const { name, version, tables } = projection
  const words = error instanceof Error ? error.message : String(error)
  const has = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
  db.transaction(() => {
    const isThere = Object.keys(tables).every((table) => has.get(tableName(table, version)))
    const kept = checkpoints(db).find((one) => one.name === name && one.version === version)
    if (!isThere) makeTables(db, projection)
    saveCheckpoint(db, {
      name,
      version,
      position: isThere ? (kept?.position ?? 0) : 0,
      status: 'stopped',
      error: words,
    })
  }).immediate()
}
