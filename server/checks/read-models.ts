import Database from 'better-sqlite3'
import type { Projection, Table } from '#kernel/projection.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Connection } from '#store/sqlite/connection.ts'
import { checkpoints, makeTables } from '#store/sqlite/read-models.ts'
import { namedTables, tableName } from '#worker/project.ts'
import { type StoredEvent, toEnvelope } from '#worker/stored.ts'
import type { Vault } from '#worker/vault.ts'
import { type Report, wordsOf } from './check.ts'
import { firstDifference } from './table-difference.ts'

/** What the read models are rebuilt from: a connection that only reads, and the keys of sealed fields. */
export type ReadModelsSource = {
  readonly db: Connection
  readonly registry: Registry
  readonly vault: Vault
}

const pageSize = 1_000

type Shadow = {
  readonly db: Connection
  /** The read models that are still followed; one that breaks is told and left out. */
  readonly followed: Set<Projection>
  readonly statements: Map<string, Database.Statement>
  position: number
}

function openShadow({ projections }: Registry): Shadow {
  // A database without a name lives in memory, moves to the disk as it grows, and is gone when closed.
  const db = new Database('')
  for (const projection of projections) makeTables(db, projection)
  db.exec('BEGIN')
  return { db, followed: new Set(projections), statements: new Map(), position: 0 }
}

function write(
  shadow: Shadow,
  projection: Projection,
  sql: string,
  args: readonly unknown[],
): void {
  const key = `${projection.name} ${sql}`
  const statement =
    shadow.statements.get(key) ??
    shadow.db.prepare(namedTables(sql, (table) => physicalName(projection, table)))
  shadow.statements.set(key, statement)
  statement.run(...args)
}

function physicalName({ tables, version }: Projection, table: string): string | undefined {
  return Object.hasOwn(tables, table) ? tableName(table, version) : undefined
}

function follow(source: ReadModelsSource, shadow: Shadow, row: StoredEvent, report: Report): void {
  const place = { position: row.position, stream: row.stream }
  for (const projection of source.registry.projectionsFor(row.type)) {
    if (!shadow.followed.has(projection)) continue
    try {
      const event = toEnvelope(row, source.registry, source.vault)
      for (const { sql, args } of projection.apply(event)) write(shadow, projection, sql, args)
    } catch (error) {
      shadow.followed.delete(projection)
      report(place, `an event that the read model "${projection.name}" can take`, wordsOf(error))
    }
  }
}

/** Takes the next page of the log; answers whether there was none left. */
function takePage(source: ReadModelsSource, shadow: Shadow, report: Report): boolean {
  const types = [...new Set(source.registry.projections.flatMap((one) => one.types))]
  const found = source.db
    .prepare(
      `SELECT * FROM events WHERE position > ? AND type IN (${types.map(() => '?').join(', ')})
       ORDER BY position LIMIT ${pageSize}`,
    )
    .all(shadow.position, ...types) as StoredEvent[]
  for (const row of found) follow(source, shadow, row, report)
  const last = found.at(-1)?.position ?? shadow.position
  if (found.length === pageSize && last <= shadow.position) {
    throw new Error(`the positions after ${shadow.position} do not go on`)
  }
  shadow.position = last
  return found.length < pageSize
}

function compare(source: ReadModelsSource, shadow: Shadow, report: Report): void {
  const head = Number(
    source.db.prepare('SELECT coalesce(max(position), 0) FROM events').pluck().get(),
  )
  const known = checkpoints(source.db)
  for (const projection of shadow.followed) {
    const at = known.find(
      ({ name, version }) => name === projection.name && version === projection.version,
    )
    const place = { position: at?.position ?? 0, stream: '' }
    if (!at || at.status === 'stopped') {
      const found = at ? 'it stopped: rebuild it' : 'it was never built'
      report(place, `the read model "${projection.name}" to follow the log`, found)
      continue
    }
    // One that follows behind is compared once it has caught up.
    if (at.position < head) continue
    for (const [name, table] of Object.entries(projection.tables)) {
      compareTable(
        source.db,
        shadow.db,
        { name: tableName(name, projection.version), table, place },
        report,
      )
    }
  }
}

type Compared = {
  readonly name: string
  readonly table: Table
  readonly place: { readonly position: number; readonly stream: string }
}

function compareTable(
  live: Connection,
  rebuilt: Connection,
  compared: Compared,
  report: Report,
): void {
  const difference = firstDifference(live, rebuilt, compared.name, compared.table)
  if (difference) report(compared.place, difference.expected, difference.found)
}

/**
 * L7: folds the log into tables of its own and compares them with the live ones, row by row. What is written
 * meanwhile is taken too: only the last page and the comparison hold one moment still.
 */
export function checkReadModels(source: ReadModelsSource, report: Report): void {
  const shadow = openShadow(source.registry)
  try {
    while (!takePage(source, shadow, report));
    source.db.exec('BEGIN')
    try {
      while (!takePage(source, shadow, report));
      compare(source, shadow, report)
    } finally {
      source.db.exec('COMMIT')
    }
  } catch (error) {
    report(
      { position: shadow.position, stream: '' },
      'read models that can be compared',
      wordsOf(error),
    )
  } finally {
    shadow.db.close()
  }
}
