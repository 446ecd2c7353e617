import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkDataFolder } from '#checks/data-folder.ts'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { approvalsOf } from '#modules/approvals/published.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { modules } from '../../modules.ts'
import { personById, personStream, registrationStream } from './published.ts'

const migrations = readMigrations(join(import.meta.dirname, '..', '..', '..', 'migrations'))
const registry = register(modules)
const zelda = storyId(1)
const actor = (number: number, role: string): Actor => ({
  id: number === 0 ? 'system:founding' : storyId(number),
  role,
  onBehalfOf: null,
})

const clinic = {
  name: 'Harbour Lane Clinic',
  shortName: '',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960140',
  hours: '',
  closedDays: [],
  sender: '',
  firstAdmin: '',
  adminEmail: '',
  demo: true,
}
const person = {
  given: 'Zeldabeth',
  family: 'Quillfeather',
  dob: '1931-07-29',
  email: 'zelda@example.org',
  phone: '',
  noEmail: null,
  guardian: null,
  terms: true,
  anyway: null,
}

type Crash = (sql: string) => void
const open = (folder: string, beforeStatement?: Crash) =>
  openLocalStore({
    folder,
    registry,
    migrations,
    clock: () => storyTime,
    random: machineRandom(),
    ...(beforeStatement ? { beforeStatement } : {}),
  })
type Store = ReturnType<typeof open>

let commands = 1_000
async function ask(store: Store, by: Actor, intent: string, target: string, data: object, id = '') {
  commands += 1
  const command = { id: id || storyId(commands), intent, target, actor: by, data }
  const answer = await store.submit(command)
  assert.equal(answer.kind === 'accepted' ? answer.command.state : answer.kind, 'succeeded')
}

/** A clinic that knows one person, whom a manager asked to erase. */
async function begun(folder: string, crash?: Crash) {
  const store = open(folder, crash)
  await ask(store, actor(0, 'system'), 'set-up-clinic', clinicStream, clinic)
  for (const { id, role } of [actor(92, 'manager'), actor(93, 'admin')]) {
    const colleague = { name: role, roles: [role], roleTitle: role, seat: role }
    await ask(store, actor(0, 'system'), 'add-staff', staffStream(id), colleague, id)
  }
  const target = registrationStream(zelda)
  await ask(store, actor(0, 'system'), 'register-patient', target, person, zelda)
  const why = { because: 'mistake' }
  await ask(store, actor(92, 'manager'), 'erase-person', personStream(zelda), why)
  const [request] = await store.query(approvalsOf(personStream(zelda)))
  const form = { request: request?.request ?? '' }
  const erase = () =>
    ask(store, actor(93, 'admin'), 'approve-person-request', personStream(zelda), form)
  return { store, erase }
}

async function givenNameOf(store: Store): Promise<unknown> {
  const [registered] = await store.stream(personStream(zelda))
  return (registered?.data as { given?: string | null } | undefined)?.given
}

async function brokenIn(folder: string): Promise<readonly string[]> {
  const { breaches } = await checkDataFolder(folder, registry)
  return [...new Set(breaches.map(({ id }) => id))]
}

async function inFolder(play: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-erasing-'))
  try {
    await play(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a crash after the commit and before the key goes is made up for at the next start', () =>
  inFolder(async (folder) => {
    let strikes = false
    const { store, erase } = await begun(folder, (sql) => {
      if (strikes && sql.startsWith('SELECT person FROM erased WHERE')) throw new Error('Crash')
    })
    strikes = true
    await assert.rejects(erase, /A key could not be destroyed/)
    strikes = false
    // The key is there still, and the log says that it must not be.
    assert.equal(await givenNameOf(store), 'Zeldabeth')
    await store.close()
    assert.deepEqual(await brokenIn(folder), ['L8'])
    const again = open(folder)
    assert.equal(await givenNameOf(again), null)
    assert.equal((await again.query(personById(zelda)))?.name, '')
    await again.close()
    assert.deepEqual(await brokenIn(folder), [])
  }))

test('a crash before the commit leaves everybody as they were', () =>
  inFolder(async (folder) => {
    let strikes = false
    const { store, erase } = await begun(folder, (sql) => {
      if (strikes && sql === 'COMMIT') throw new Error('Crash')
    })
    strikes = true
    await assert.rejects(erase, /Crash/)
    strikes = false
    await store.close()
    const again = open(folder)
    assert.equal(await givenNameOf(again), 'Zeldabeth')
    assert.equal((await again.query(personById(zelda)))?.name, 'Zeldabeth Quillfeather')
    await again.close()
  }))

test('an older file of keys that is put back opens nobody who was erased', () =>
  inFolder(async (folder) => {
    const { store } = await begun(folder)
    const saved = join(folder, 'keys.saved')
    await store.close()
    copyFileSync(join(folder, 'keys.sqlite'), saved)
    const between = open(folder)
    const [request] = await between.query(approvalsOf(personStream(zelda)))
    const form = { request: request?.request ?? '' }
    const admin = actor(93, 'admin')
    await ask(between, admin, 'approve-person-request', personStream(zelda), form)
    await between.close()
    copyFileSync(saved, join(folder, 'keys.sqlite'))
    const again = open(folder)
    assert.equal(await givenNameOf(again), null)
    await again.close()
  }))

test('an older log that is put back beside the newest keys opens nobody who was erased', () =>
  inFolder(async (folder) => {
    const { store } = await begun(folder)
    await store.close()
    const [log, saved] = [join(folder, 'frontdesk.sqlite'), join(folder, 'log.saved')]
    copyFileSync(log, saved)
    const between = open(folder)
    const [request] = await between.query(approvalsOf(personStream(zelda)))
    const form = { request: request?.request ?? '' }
    const admin = actor(93, 'admin')
    await ask(between, admin, 'approve-person-request', personStream(zelda), form)
    await between.close()
    copyFileSync(saved, log)
    const again = open(folder)
    assert.equal(await givenNameOf(again), null)
    assert.equal((await again.query(personById(zelda)))?.name, '')
    const money = { amount: 500, method: 'cash', reference: '', second: false }
    const answer = await again.submit({
      id: storyId(5_000),
      intent: 'top-up-wallet',
      target: `wallet-${zelda}`,
      actor: actor(91, 'receptionist'),
      data: money,
    })
    assert.equal(answer.kind === 'accepted' ? answer.command.outcome.code : '', 'erased')
    await again.close()
  }))

test('copies that were made before a migration go with whoever is erased', () =>
  inFolder(async (folder) => {
    const { store, erase } = await begun(folder)
    const copy = join(folder, 'before-0002.sqlite')
    writeFileSync(copy, 'Zeldabeth')
    await erase()
    assert.equal(existsSync(copy), false)
    await store.close()
  }))
