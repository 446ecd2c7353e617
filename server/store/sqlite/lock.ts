import { join } from 'node:path'
import Database from 'better-sqlite3'
import { PlainError } from './connection.ts'

/** Every lock this process holds. One that nobody refers to would be collected, and with it released. */
const held = new Set<Database.Database>()

/**
 * One process a data folder: holds `lock.sqlite` with BEGIN EXCLUSIVE until the process ends, however it
 * ends. Nothing else may open that file: closing it with `fs` would drop the lock (POSIX).
 */
export function lockFolder(folder: string): () => void {
  const db = new Database(join(folder, 'lock.sqlite'))
  db.pragma('busy_timeout = 0')
  try {
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new PlainError(
      `Frontdesk is running already with the data folder ${folder}. Stop it first, or set DATA_DIR to another folder.`,
    )
  }
  held.add(db)
  return () => {
    held.delete(db)
    db.close()
  }
}
