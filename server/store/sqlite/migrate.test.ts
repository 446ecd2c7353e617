import { deepEqual, equal, throws } from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { storyId, storyTime } from '#kernel/story.ts'
import { addCoins, migrationsFolder } from '../contract/toy-clinic.ts'
import { openShop } from '../contract/toy-shop.ts'
import { openReader, openWriter, PlainError } from './connection.ts'
import { databaseName } from './local-store.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const known = readMigrations(migrationsFolder)

function step(number: number, sql: string): Migration {
  return { number, name: `step-${number}`, sql, checksum: `of ${sql}` }
}

/** A file with some events, as an earlier version left it. */
async function olderFile() {
  const shop = openShop()
  await shop.store.submit(addCoins(shop.id(), storyId(50), 5))
  await shop.store.close()
  const db = openWriter(join(shop.folder, databaseName))
  const columns = () =>
    (db.pragma('table_info(events)') as { name: string }[]).map(({ name }) => name)
  const applied = () => db.prepare('SELECT number FROM migrations ORDER BY number').pluck().all()
  return { folder: shop.folder, db, columns, applied }
}

test('what is missing is applied in order, once', async () => {
  const { db, folder, columns, applied } = await olderFile()
  const upgrade = [
    ...known,
    step(8, 'ALTER TABLE events ADD COLUMN place TEXT'),
    step(9, 'CREATE INDEX by_place ON events (place)'),
  ]
  equal(migrate(db, upgrade, { folder }, storyTime), 2)
  equal(migrate(db, upgrade, { folder }, storyTime), 0)
  equal(columns().includes('place'), true)
  deepEqual(applied().slice(-2), [8, 9])
  db.close()
})

test('a migration that fails leaves the file whole, with none of the steps before it', async () => {
  const { db, folder, columns, applied } = await olderFile()
  const before = applied()
  const broken = [
    ...known,
    step(8, 'ALTER TABLE events ADD COLUMN place TEXT'),
    step(9, 'CREATE TABLE half (a TEXT); SELECT nonsense'),
  ]
  throws(() => migrate(db, broken, { folder }, storyTime), /nonsense/)
  equal(columns().includes('place'), false)
  deepEqual(applied(), before)
  equal(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get(), 0)
  equal(db.pragma('integrity_check', { simple: true }), 'ok')
  db.close()
})

test('before it migrates, a file with events is copied beside itself, and the copy opens', async () => {
  const { db, folder } = await olderFile()
  const copy = join(folder, 'before-0008.sqlite')
  throws(() => migrate(db, [...known, step(8, 'nonsense')], { folder }, storyTime))
  db.exec(`INSERT INTO head (noted_at, position, hash, clinic_time) VALUES (77, 3, x'00', 0)`)
  migrate(
    db,
    [...known, step(8, 'ALTER TABLE events ADD COLUMN place TEXT')],
    { folder },
    storyTime,
  )
  db.close()
  equal(existsSync(`${copy}.new`), false)
  const backup = openReader(copy)
  equal(backup.pragma('integrity_check', { simple: true }), 'ok')
  equal(backup.prepare('SELECT count(*) FROM events').pluck().get(), 3)
  equal(backup.prepare('SELECT count(*) FROM head WHERE noted_at = 77').pluck().get(), 1)
  backup.close()
})

test('a file made by a newer program is refused', async () => {
  const { db, folder } = await olderFile()
  migrate(
    db,
    [...known, step(8, 'ALTER TABLE events ADD COLUMN place TEXT')],
    { folder },
    storyTime,
  )
  throws(
    () => migrate(db, known, { folder }, storyTime),
    (error) =>
      error instanceof PlainError &&
      /newer version of Frontdesk \(it has step 8\)/.test(error.message),
  )
  db.close()
})

test('a migration that was changed after it was applied is refused', async () => {
  const { db, folder } = await olderFile()
  const changed = known.map((one) => ({ ...one, checksum: 'another' }))
  throws(
    () => migrate(db, changed, { folder }, storyTime),
    (error) =>
      error instanceof PlainError &&
      /is not the one this database was made with/.test(error.message),
  )
  db.close()
})
