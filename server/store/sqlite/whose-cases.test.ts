import { deepEqual } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { storyId, storyTime } from '#kernel/story.ts'
import { migrationsFolder } from '../contract/toy-clinic.ts'
import { openWriter } from './connection.ts'
import { migrate, readMigrations } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-whose-cases-'))
after(() => rmSync(folder, { recursive: true }))
const known = readMigrations(migrationsFolder)
const patient = storyId(20)

test('what is said of an older case belongs to whom its process was for, or else to the case', () => {
  const db = openWriter(join(folder, 'older.sqlite'))
  const before = known.filter(({ number }) => number < 5)
  migrate(db, before, { folder }, storyTime)
  const stream = db.prepare('INSERT INTO streams (id, category, person) VALUES (?, ?, ?)')
  const event = db.prepare(
    `INSERT INTO events (stream, version, category, type, type_version, at, actor, role, on_behalf_of,
        command_id, correlation, causation, step, data, sealed, hash)
      VALUES (?, 1, 'case', 'CaseOpened', 1, 0, 'a', 'system', NULL, 'c', 'c', NULL, NULL, ?, NULL, x'00')`,
  )
  const openCase = (number: number, about: object) => {
    const id = `case-${storyId(number)}`
    stream.run(id, 'case', null)
    event.run(id, JSON.stringify({ about }))
    return id
  }
  const process = `process.order-${storyId(50)}`
  stream.run(process, 'process.order', patient)
  const ofOrder = openCase(60, { kind: 'process', stream: process })
  const ofShelf = openCase(61, { kind: 'thing', href: '/items/tape' })
  const nobodys = `process.case-opening-${storyId(51)}`
  stream.run(nobodys, 'process.case-opening', null)
  const ofNobody = openCase(62, { kind: 'process', stream: nobodys })
  stream.run(`case-${storyId(63)}`, 'case', storyId(21))

  migrate(db, known, { folder }, storyTime)
  const whose = db.prepare('SELECT id, person FROM streams ORDER BY id').all() as {
    id: string
    person: string | null
  }[]
  deepEqual(
    new Map(whose.map(({ id, person }) => [id, person])),
    new Map([
      [ofOrder, patient],
      [ofShelf, storyId(61)],
      [ofNobody, storyId(62)],
      [`case-${storyId(63)}`, storyId(21)],
      [nobodys, null],
      [process, patient],
    ]),
  )
  db.close()
})
