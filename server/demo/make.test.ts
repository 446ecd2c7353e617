import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { register } from '#kernel/registry.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { modules } from '../modules.ts'
import { instantOf } from './calendar.ts'
import { makeDemo } from './make.ts'
import { bytesFrom, drawsFrom } from './random.ts'

const registry = register(modules)
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const wallNow = instantOf('2026-11-25', '17:30')
const moment = instantOf('2026-11-23', '09:52')
const say = () => undefined

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-make-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder gets the three files, whole and alone, and they open', async () => {
  const { endedAt } = await makeDemo({ folder, registry, migrations, wallNow, say })
  assert.equal(endedAt, moment)
  assert.deepEqual(readdirSync(folder).sort(), ['frontdesk.sqlite', 'keys.sqlite', 'master.key'])
  const store = openLocalStore({
    folder,
    registry,
    migrations: readMigrations(migrations),
    clock: () => endedAt,
    random: bytesFrom(drawsFrom(2)),
  })
  assert.equal((await store.query(clinicSettings()))?.demo, true)
  await store.close()
})

test('what was left of a demo half made is made anew', async () => {
  mkdirSync(join(folder, 'demo-being-made'))
  writeFileSync(join(folder, 'demo-being-made', 'frontdesk.sqlite'), 'half a page')
  writeFileSync(join(folder, 'keys.sqlite'), 'from an attempt that ended while moving')
  writeFileSync(join(folder, 'keys.sqlite-wal'), 'and its rest')
  await makeDemo({ folder, registry, migrations, wallNow, say })
  assert.deepEqual(readdirSync(folder).sort(), ['frontdesk.sqlite', 'keys.sqlite', 'master.key'])
})

test('a database that is there is not replaced', async () => {
  writeFileSync(join(folder, 'frontdesk.sqlite'), '')
  await assert.rejects(
    makeDemo({ folder, registry, migrations, wallNow, say }),
    /holds a database already/,
  )
})

test('it can be made in the weeks of holidays and of clock changes too', async () => {
  for (const day of ['2027-01-06', '2026-12-30', '2027-03-30', '2028-12-28']) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    const { endedAt } = await makeDemo({
      folder,
      registry,
      migrations,
      wallNow: instantOf(day, '10:00'),
      say,
    })
    assert.equal(endedAt % 60_000, 0)
  }
})
