import type { Projection } from '#kernel/projection.ts'
import { tableName } from '#worker/project.ts'
import type { Connection } from './connection.ts'
import {
  fill,
  healthy,
  lastPosition,
  type Models,
  makeTables,
  saveCheckpoint,
} from './read-models.ts'

/** What came of a rebuild: how many rows there are now, and whether the live tables had differed. */
export type Rebuilt = { readonly name: string; readonly rows: number; readonly differed: boolean }

const shadow = '_next'

/** A read model being rebuilt beside the live one, slice by slice, so that commands go on between. */
export type Rebuilding = {
  /** Works for about so long; answers the outcome once it has caught up and the tables are swapped. */
  step(limitMs: number): Rebuilt | undefined
}

function differs(db: Connection, live: string, next: string): boolean {
  const has = (sql: string) => db.prepare(`SELECT 1 FROM (${sql}) LIMIT 1`).get() !== undefined
  return (
    has(`SELECT * FROM ${live} EXCEPT SELECT * FROM ${next}`) ||
    has(`SELECT * FROM ${next} EXCEPT SELECT * FROM ${live}`)
  )
}

/** An async model that is behind differs by what it has not taken yet, which says nothing. */
function isComparable(db: Connection, projection: Projection, to: number): boolean {
  const found = db.prepare('SELECT position FROM checkpoints WHERE name = ?').get(projection.name)
  return projection.mode !== 'async' || (found as { position: number } | undefined)?.position === to
}

function swap(db: Connection, projection: Projection, to: number): Rebuilt {
  const { name, version } = projection
  const tables = Object.keys(projection.tables).map((table) => tableName(table, version))
  const differed =
    isComparable(db, projection, to) && tables.some((live) => differs(db, live, live + shadow))
  for (const live of tables) {
    db.exec(`DROP TABLE ${live}`)
    db.exec(`ALTER TABLE ${live}${shadow} RENAME TO ${live}`)
  }
  saveCheckpoint(db, { name, version, position: to, status: healthy(projection), error: null })
  const count = (live: string) =>
    (db.prepare(`SELECT count(*) AS n FROM ${live}`).get() as { n: number }).n
  return { name, rows: tables.reduce((sum, live) => sum + count(live), 0), differed }
}

/**
 * Begins to rebuild a read model into shadow tables; `rebuilt` is told of the swap, so that a model that
 * stood still goes on. Throws for a name that is not declared.
 */
export function beginRebuild(
  models: Models,
  name: string,
  rebuilt: (name: string) => void,
): Rebuilding {
  const { db, registry } = models
  const projection = registry.projections.find((one) => one.name === name)
  if (!projection) throw new Error(`There is no read model called ${name}`)
  let from = 0
  db.transaction(() => makeTables(db, projection, shadow)).immediate()
  const work = db.transaction((limitMs: number) => {
    const to = lastPosition(db)
    const reached = fill(models, projection, { from, to, suffix: shadow, limitMs })
    return { reached, outcome: reached < to ? undefined : swap(db, projection, to) }
  })
  return {
    step(limitMs) {
      const { reached, outcome } = work.immediate(limitMs)
      from = reached
      if (outcome) rebuilt(name)
      return outcome
    },
  }
}
