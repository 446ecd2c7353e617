import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '#kernel/registry.ts'
import type { Head } from '#worker/work.ts'
import { type Connection, PlainError } from './connection.ts'

function hasTable(db: Connection, name: string): boolean {
  return (
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !==
    undefined
  )
}

/** The event types of the log, as `type/version`. Throws, by name, for one that the program does not know. */
export function knownTypes(db: Connection, registry: Registry): readonly string[] {
  if (!hasTable(db, 'event_types')) return []
  const types = db.prepare('SELECT type, version FROM event_types').all() as {
    type: string
    version: number
  }[]
  for (const { type, version } of types) {
    const description = registry.events.get(type)
    if (!description || description.version < version) {
      throw new PlainError(
        `This database holds events "${type}" in version ${version}, which this program does not know. Install the newer version of Frontdesk; nothing was changed.`,
      )
    }
  }
  return types.map(({ type, version }) => `${type}/${version}`)
}

type HashRow = { readonly position: number; readonly hash: Uint8Array }

/** Throws where the log ends before the place, or is not the log, that was noted as written. */
export function refuseCutTail(db: Connection): void {
  if (!hasTable(db, 'head')) return
  const noted = db
    .prepare('SELECT position, hash FROM head ORDER BY position DESC LIMIT 1')
    .get() as HashRow | undefined
  if (!noted || noted.position === 0) return
  const there = db
    .prepare('SELECT position, hash FROM events WHERE position = ?')
    .get(noted.position) as HashRow | undefined
  if (!there || Buffer.compare(there.hash, noted.hash) !== 0) {
    throw new PlainError(
      `The log ends before event ${noted.position}, or is not the one that was noted as written there. Restore a backup; nothing was changed.`,
    )
  }
}

/** Throws where the log holds sealed fields and the files that open them are missing: new ones never would. */
export function refuseLostKeys(db: Connection, folder: string): void {
  const missing = ['keys.sqlite', 'master.key'].find((name) => !existsSync(join(folder, name)))
  if (!missing || !hasTable(db, 'events')) return
  const sealed = db.prepare('SELECT 1 FROM events WHERE sealed IS NOT NULL LIMIT 1').get()
  if (sealed === undefined) return
  throw new PlainError(
    `${missing} is missing from the data folder ${folder}, and without it names and contacts cannot be read. Put it back from your backup; nothing was changed.`,
  )
}

/** The end of the log; before the first event, position 0 and a hash of zeros. */
export function headOf(db: Connection): Head {
  const last = db
    .prepare('SELECT position, hash, at FROM events ORDER BY position DESC LIMIT 1')
    .get()
  return (last as Head | undefined) ?? { position: 0, hash: Buffer.alloc(32), at: 0 }
}

/** Notes, at a wall clock's time in ms, where the log ends and the clinic's time; keeps a day of notes. */
export function noteHead(db: Connection, head: Head, notedAt: number, clinicTime: number): void {
  db.prepare(
    'INSERT OR REPLACE INTO head (noted_at, position, hash, clinic_time) VALUES (?, ?, ?, ?)',
  ).run(notedAt, head.position, head.hash, Math.max(clinicTime, head.at))
  db.prepare('DELETE FROM head WHERE noted_at < (SELECT max(noted_at) FROM head) - 86400000').run()
}
