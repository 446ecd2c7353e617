import { deepEqual, equal } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkDataFolder } from '#checks/data-folder.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { modules } from '../../../modules.ts'
import { missesAtKiosk } from '../projections/code-misses.ts'
import { orderStream } from '../published.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-kiosk-'))
const migrations = readMigrations(join(import.meta.dirname, '..', '..', '..', '..', 'migrations'))
const registry = register(modules)
let now = storyTime
const open = () =>
  openLocalStore({ folder, registry, migrations, clock: () => now, random: machineRandom() })
let store = open()
after(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const screen = (id: string) => ({ id, role: 'kiosk', onBehalfOf: null })
const [door, hall] = [screen(storyId(91)), screen(storyId(92))]
let asked = 100

/** A number of no order, typed at a screen. */
async function typed(actor: typeof door): Promise<string | undefined> {
  now += 1_000
  asked += 1
  const id = storyId(asked)
  await store.submit({ id, intent: 'collect-order', target: orderStream(id), actor, data: {} })
  return (await store.command(id))?.outcome.code
}

test('a screen that waits does so after a restart, and after a rebuild', async () => {
  for (let miss = 0; miss < 5; miss += 1) equal(await typed(door), 'no-order')
  equal(await typed(door), 'too-often')
  await store.close()
  store = open()
  equal(await typed(door), 'too-often')
  const before = await store.query(missesAtKiosk(door.id, now))
  const rebuilding = store.rebuild('code-misses')
  while (!rebuilding.step(100));
  deepEqual(await store.query(missesAtKiosk(door.id, now)), before)
  equal(await typed(door), 'too-often')
})

test('another screen goes on meanwhile, and the first does after five minutes', async () => {
  equal(await typed(hall), 'no-order')
  now += 5 * 60_000
  equal(await typed(door), 'no-order')
})

test('the log of all that holds', async () => {
  await store.close()
  const { breaches } = await checkDataFolder(folder, registry)
  deepEqual(breaches, [])
  store = open()
})
