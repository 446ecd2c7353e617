import type { Projection } from '#kernel/projection.ts'
import type { Registry } from '#kernel/registry.ts'
import { tableName } from '#worker/project.ts'
import type { Vault } from '#worker/vault.ts'
import type { Connection } from './connection.ts'
import { fillSlice, makeTables } from './read-models.ts'

/** What came of a rebuild: how many rows there are now, and whether the live tables had differed. */
export type Rebuilt = { readonly name: string; readonly rows: number; readonly differed: boolean }

const shadow = '_next'

/** A read model being rebuilt beside the live one, slice by slice, so that commands go on between. */
export type Rebuilding = {
  /** Takes the next events; answers the outcome once it has caught up and the tables are swapped. */
  step(limit: number): Rebuilt | undefined
}

type Setting = { readonly db: Connection; readonly registry: Registry; readonly vault: Vault }

function differs(db: Connection, live: string, next: string): boolean {
  const count = (sql: string) => (db.prepare(`SELECT count(*) AS n FROM (${sql})`).get() as { n: number }).n
  return count(`SELECT * FROM ${live} EXCEPT SELECT * FROM ${next}`) + count(`SELECT * FROM ${next} EXCEPT SELECT * FROM ${live}`) > 0
}

function swap(db: Connection, projection: Projection): Rebuilt {
  const tables = Object.keys(projection.tables).map((name) => tableName(name, projection.version))
  const differed = tables.map((live) => differs(db, live, live + shadow)).some((one) => one)
  for (const live of tables) {
    db.exec(`DROP TABLE ${live}`)
    db.exec(`ALTER TABLE ${live}${shadow} RENAME TO ${live}`)
  }
  const rows = tables.map((live) => (db.prepare(`SELECT count(*) AS n FROM ${live}`).get() as { n: number }).n)
  return { name: projection.name, rows: rows.reduce((sum, n) => sum + n, 0), differed }
}

/** Begins to rebuild a read model into shadow tables. Throws for a name that is not declared. */
export function beginRebuild({ db, registry, vault }: Setting, name: string): Rebuilding {
  const projection = registry.projections.find((one) => one.name === name)
  if (!projection) throw new Error(`There is no read model called ${name}`)
  let from = 0
  db.transaction(() => makeTables(db, projection, shadow)).immediate()
  return {
    step: (limit) =>
      db.transaction(() => {
        const { to } = db.prepare('SELECT coalesce(max(position), 0) AS "to" FROM events').get() as { to: number }
        from = fillSlice(db, registry, vault, projection, { from, to, limit, suffix: shadow })
        if (from < to) return undefined
        const status = projection.mode === 'async' ? 'following' : 'live'
        db.prepare(`UPDATE checkpoints SET status = ?, error = NULL, position = ? WHERE name = ?`).run(status, to, name)
        return swap(db, projection)
      }).immediate(),
  }
}
