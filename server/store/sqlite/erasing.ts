import { readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Work } from '#worker/work.ts'
import type { Connection, Statements } from './connection.ts'
import type { KeyFile } from './keys.ts'

type Erasing = {
  readonly db: Connection
  readonly run: Statements
  readonly work: Work
}

/** Forgets whatever was folded from events about them, since it can be read no more. */
function forget({ memory }: Work, people: readonly string[]): void {
  for (const kept of [memory.streams, memory.processes]) {
    for (const [stream, { person }] of kept)
      if (person !== null && people.includes(person)) kept.delete(stream)
  }
}

/**
 * Destroys the keys of those whom the log says to be erased and whose keys are still there, and drives what
 * was written of them out of the write-ahead log. Done after the commit of the event, before anybody hears of
 * it; what a crash or a long reader leaves undone is found by its row. The time is in ms.
 */
export function finishErasures({ db, run, work }: Erasing, at: number): void {
  const people = run
    .all('SELECT person FROM erased WHERE key_gone = 0', [])
    .map(({ person }) => String(person))
  if (people.length === 0) return
  for (const person of people) work.vault.destroy(person, at)
  forget(work, people)
  if (driveOut(db)) run.run('UPDATE erased SET key_gone = 1 WHERE key_gone = 0', [])
}

/**
 * Destroys, at a start, the keys of everybody who was ever erased: of those whom a crash left, and of all
 * where an older file of keys was put back. Where an older log was put back beside newer keys, whoever was
 * erased since is noted in it, and its read models, which hold their names, are built anew. Before anything
 * is built or read.
 */
export function eraseAgain(db: Connection, { vault, destroyed }: KeyFile, at: number): void {
  const people = db.prepare('SELECT person FROM erased').pluck().all() as string[]
  const kept = people.filter((person) => !vault.isDestroyed(person))
  for (const person of kept) vault.destroy(person, at)
  const later = destroyed().filter((person) => !people.includes(person))
  noteLater(db, later)
  const undone = db.prepare('SELECT 1 FROM erased WHERE key_gone = 0').get() !== undefined
  if ((kept.length > 0 || undone) && driveOut(db))
    db.prepare('UPDATE erased SET key_gone = 1 WHERE key_gone = 0').run()
}

function noteLater(db: Connection, people: readonly string[]): void {
  if (people.length === 0) return
  const note = db.prepare('INSERT INTO erased (person, position, key_gone) VALUES (?, 0, 0)')
  db.transaction(() => {
    for (const person of people) note.run(person)
    // One that stopped is built anew at the start.
    db.prepare(`UPDATE checkpoints SET status = 'stopped'`).run()
  }).immediate()
}

const copyName = /^before-\d{4}\.sqlite(?:\.new)?$/

// The write-ahead log, and the copies that were made before a migration: they hold names in no key. Answers
// whether nothing is left there: whoever reads just now keeps the end of the log where it is.
function driveOut(db: Connection): boolean {
  const [{ busy } = { busy: 0 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  const folder = dirname(db.name)
  for (const name of readdirSync(folder))
    if (copyName.test(name)) rmSync(join(folder, name), { force: true })
  return busy === 0
}
