import type { Projection } from '#kernel/projection.ts'
import type { Registry } from '#kernel/registry.ts'
import { isDatabaseTrouble, tableName } from '#worker/project.ts'
import type { Connection } from './connection.ts'
import { bringUpDocuments, documentTables } from './documents.ts'
import {
  checkpoints,
  fill,
  healthy,
  lastPosition,
  type Models,
  makeTables,
  saveCheckpoint,
} from './read-models.ts'

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
  bringUpDocuments(models)
  dropOthers(db, registry)
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

function dropOthers(db: Connection, registry: Registry): void {
  const wanted = new Set([
    ...documentTables(registry).values(),
    ...registry.projections.flatMap(({ tables, version }) =>
      Object.keys(tables).map((name) => tableName(name, version)),
    ),
  ])
  const made = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_v[0-9]*'`)
    .all() as { name: string }[]
  for (const { name } of made.filter((one) => !wanted.has(one.name))) db.exec(`DROP TABLE ${name}`)
}
