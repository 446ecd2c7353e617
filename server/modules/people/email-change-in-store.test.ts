import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { clinicModule } from '#modules/clinic/module.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { messageStream } from '#modules/notices/published.ts'
import { walletsModule } from '#modules/wallets/module.ts'
import { masterKey, openKeys } from '#store/sqlite/keys.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { peopleModule } from './module.ts'
import { mailAddressOf, personById, personStream, registrationStream } from './published.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-email-change-'))
const random = machineRandom()
const store = openLocalStore({
  folder,
  registry: register([clinicModule, peopleModule, walletsModule, noticesModule]),
  migrations: readMigrations(join(import.meta.dirname, '..', '..', '..', 'migrations')),
  clock: () => storyTime,
  random,
})
after(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const system: Actor = { id: 'system:import', role: 'system', onBehalfOf: null }
const id = storyId(1)
const maria: Actor = { id, role: 'patient', onBehalfOf: null }
const anybody: Actor = { id: '', role: 'anybody', onBehalfOf: null }
const stream = personStream(id)

async function ask(number: number, intent: string, target: string, actor: Actor, data: object) {
  await store.submit({ id: storyId(number), intent, target, actor, data })
  const command = await store.command(storyId(number))
  return command?.outcome.code ?? command?.state
}

before(async () => {
  const clinic = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: '',
    firstAdmin: '',
    demo: false,
  }
  await ask(
    10,
    'set-up-clinic',
    clinicStream,
    { id: storyId(90), role: 'admin', onBehalfOf: null },
    clinic,
  )
  const form = {
    given: 'Maria',
    family: 'Santos',
    dob: '1957-03-14',
    email: 'maria@example.org',
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  assert.equal(await ask(1, 'register-patient', registrationStream(id), system, form), 'succeeded')
  const request = (await store.query(mailAddressOf(id)))?.request ?? ''
  const link = { request, secret: secretFor(`confirm-email:${request}`) }
  assert.equal(await ask(11, 'confirm-email', stream, anybody, link), 'succeeded')
})

/** What the link of a mail carries, as whoever gets the mail holds it. */
function secretFor(label: string): string {
  const master = masterKey(join(folder, 'master.key'), random)
  const keys = openKeys(join(folder, 'keys.sqlite'), master, random, 'reader')
  const secret = keys.vault.secretFor(label)
  keys.close()
  return secret
}

async function lastRequest(): Promise<{ request: string; notice: string }> {
  const events = await store.stream(stream)
  const asked = events.findLast(({ type }) => type === 'EmailChangeRequested')
  assert.ok(asked)
  return asked.data as { request: string; notice: string }
}

test('a new address counts once its link was pressed, and the old one heard of it before', async () => {
  const data = { email: 'maria@new.example', family: false }
  assert.equal(await ask(20, 'change-email', stream, maria, data), 'succeeded')
  const { request, notice } = await lastRequest()
  assert.equal((await store.query(personById(id)))?.email, 'maria@example.org')
  assert.equal((await store.query(mailAddressOf(id)))?.wanted, 'maria@new.example')
  for (const message of [request, notice])
    assert.equal((await store.stream(messageStream(message)))[0]?.type, 'MessageQueued', message)

  const secret = secretFor(`change-email:${request}`)
  const press = (number: number, link: object) =>
    ask(number, 'confirm-email-change', stream, anybody, link)
  assert.equal(await press(21, { request, secret: `${secret}x` }), 'wrong-link')
  assert.equal(await press(22, { request, secret }), 'succeeded')
  assert.equal(await press(23, { request, secret }), 'used')
  const now = await store.query(mailAddressOf(id))
  assert.deepEqual([now?.email, now?.isConfirmed, now?.wanted], ['maria@new.example', true, ''])
})

test('neither address stands in the log as it can be read', async () => {
  const plain = await store.query(
    rows(`SELECT position FROM events WHERE data LIKE '%new.example%' OR data LIKE '%maria@%'`),
  )
  assert.deepEqual(plain, [])
})
