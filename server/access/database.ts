import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'
import { PlainError } from '#store/sqlite/connection.ts'
import { accessMigrations } from './migrations.ts'

export type AccessDatabase = Database.Database

export const accessFileName = 'web.sqlite'

function migrate(db: AccessDatabase): void {
  const applied = Number(db.pragma('user_version', { simple: true }))
  if (applied > accessMigrations.length) {
    throw new PlainError(
      `${accessFileName} was made by a newer version of Frontdesk (it has step ${applied}). Install that version; nothing was changed.`,
    )
  }
  const missing = accessMigrations.slice(applied)
  if (missing.length === 0) return
  db.transaction(() => {
    for (const sql of missing) db.exec(sql)
    db.pragma(`user_version = ${accessMigrations.length}`)
  }).immediate()
}

/**
 * Opens the file of who is signed in and how they prove it, and brings it up to date. It is not in the
 * log on purpose: a session is nobody's history. Throws a plain sentence for a file of a newer program.
 */
export function openAccessDatabase(file: string): AccessDatabase {
  const db = new Database(file)
  // Whoever made it, the server or the command line: for this account's eyes only.
  chmodSync(file, 0o600)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  db.pragma('busy_timeout = 2000')
  migrate(db)
  return db
}
