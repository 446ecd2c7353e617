import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, PlainError } from './connection.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The migrations of a folder, in order: `0001-log.sql`, … */
export function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, checksum }
    })
}

type Applied = { readonly number: number; readonly checksum: string }

function appliedTo(db: Connection): readonly Applied[] {
  const has = db
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'`)
    .get()
  return has
    ? (db.prepare('SELECT number, checksum FROM migrations ORDER BY number').all() as Applied[])
    : []
}

/** Throws where the file was made by a newer program, or a migration was changed after it was applied. */
function compare(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const { number, checksum } of applied) {
    const migration = known.find((one) => one.number === number)
    if (!migration) {
      throw new PlainError(
        `This database was made by a newer version of Frontdesk (it has step ${number}). Install that version, or restore an older backup; nothing was changed.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new PlainError(
        `The migration ${number} (${migration.name}) is not the one this database was made with. Restore the program's files; nothing was changed.`,
      )
    }
  }
}

/**
 * Brings the file up to date, forward only: all of it in one transaction, or nothing. A file that
 * holds events is copied first, to `before-<number>.sqlite` beside it. Returns how many were applied.
 */
export function migrate(
  db: Connection,
  known: readonly Migration[],
  backup: { readonly folder: string } | undefined,
  now: number,
): number {
  const applied = appliedTo(db)
  compare(applied, known)
  const missing = known.filter(({ number }) => !applied.some((one) => one.number === number))
  const first = missing[0]
  if (!first) return 0
  if (backup && applied.length > 0)
    backUp(db, join(backup.folder, `before-${String(first.number).padStart(4, '0')}.sqlite`))
  db.transaction(() => {
    for (const { number, name, sql, checksum } of missing) {
      db.exec(sql)
      db.prepare(
        'INSERT INTO migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)',
      ).run(number, name, checksum, now)
    }
  }).immediate()
  return missing.length
}

function backUp(db: Connection, file: string): void {
  const hasEvents = db.prepare('SELECT 1 FROM events LIMIT 1').get()
  if (!hasEvents) return
  // One of an earlier, failed try may be there; it must not pass for this one.
  const unfinished = `${file}.new`
  rmSync(unfinished, { force: true })
  db.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, file)
}
