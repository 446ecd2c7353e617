import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import Database from 'better-sqlite3'
import type { Actor } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { clinicModule } from '#modules/clinic/module.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { dispensaryModule } from '#modules/dispensary/module.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { walletsModule } from '#modules/wallets/module.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { contactOf } from './documents/contact.ts'
import { peopleModule } from './module.ts'
import { personById, personStream, registrationStream } from './published.ts'
import { findPeople } from './search/find-people.ts'
import { wantedBy } from './search/typed.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-contact-'))
const open = () =>
  openLocalStore({
    folder,
    registry: register([
      clinicModule,
      peopleModule,
      walletsModule,
      dispensaryModule,
      noticesModule,
    ]),
    migrations: readMigrations(join(import.meta.dirname, '..', '..', '..', 'migrations')),
    clock: () => storyTime,
    random: machineRandom(),
  })
let store: LocalStore = open()
after(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const system: Actor = { id: 'system:import', role: 'system', onBehalfOf: null }
const ada: Actor = { id: storyId(90), role: 'admin', onBehalfOf: null }
const nora: Actor = { id: storyId(92), role: 'manager', onBehalfOf: null }
const id = storyId(1)
const maria: Actor = { id, role: 'patient', onBehalfOf: null }
const contact = `contact-${id}`
const home = {
  phone: '07700 900 142',
  otherPhone: '01632 960 777',
  street: '4 Mill Lane',
  town: 'Harbourton',
  postcode: 'HB1 4QD',
  country: '',
}

async function ask(
  number: number,
  intent: string,
  target: string,
  actor: Actor,
  data: object,
  expectedVersion?: number,
) {
  const version = expectedVersion === undefined ? {} : { expectedVersion }
  await store.submit({ id: storyId(number), intent, target, actor, data, ...version })
  const command = await store.command(storyId(number))
  return command?.outcome.code ?? command?.state
}

const found = async (typed: string) =>
  (await store.query(findPeople(wantedBy(typed, '2026-11-23'), 10))).map(({ name }) => name)

test('the first document is the number that was given at registration', async () => {
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
  await ask(10, 'set-up-clinic', clinicStream, ada, clinic)
  const form = {
    given: 'Maria',
    family: 'Santos',
    dob: '1957-03-14',
    email: '',
    phone: '07700 900 100',
    noEmail: 'She has none',
    guardian: null,
    terms: true,
    anyway: null,
  }
  assert.equal(await ask(1, 'register-patient', registrationStream(id), system, form), 'succeeded')
  const first = await store.query(contactOf(id))
  assert.deepEqual([first?.phone, first?.version], ['+447700900100', 0])
  assert.deepEqual(await found('900 100'), ['Maria Santos'])
})

test('what is changed stands alone: it is read and found, what stood before is not', async () => {
  assert.equal(await ask(20, 'change-contact-details', contact, maria, home, 0), 'succeeded')
  assert.equal((await store.query(personById(id)))?.phone, '+447700900142')
  for (const typed of ['900142', '01632 960777', 'HB1', 'santos 4qd'])
    assert.deepEqual(await found(typed), ['Maria Santos'], typed)
  assert.deepEqual(await found('900 100'), [])
})

test('an older version changes nothing, and sent twice it is changed once', async () => {
  const other = { ...home, town: 'Elsewhere' }
  assert.equal(await ask(21, 'change-contact-details', contact, maria, other, 0), 'changed')
  assert.equal(await ask(20, 'change-contact-details', contact, maria, home, 0), 'succeeded')
  const now = await store.query(contactOf(id))
  assert.deepEqual([now?.town, now?.version], ['Harbourton', 1])
})

test('the reading side is made anew from the stored documents, which no rebuild touches', async () => {
  await store.close()
  const file = new Database(join(folder, 'frontdesk.sqlite'))
  file.exec('DROP TABLE contact_details_v1')
  file.close()
  store = open()
  assert.equal((await store.query(contactOf(id)))?.street, '4 Mill Lane')
  const rebuilding = store.rebuild('people')
  while (!rebuilding.step(1_000));
  assert.equal((await store.query(contactOf(id)))?.street, '4 Mill Lane')
})

test('of somebody who was erased nothing is left, in no file', async () => {
  const person = personStream(id)
  assert.equal(await ask(30, 'erase-person', person, nora, { because: 'asked' }), 'succeeded')
  const [asked] = (await store.stream(person)).filter(({ type }) => type === 'ApprovalRequested')
  assert.ok(asked)
  const { request } = asked.data as { request: string }
  assert.equal(await ask(31, 'approve-person-request', person, ada, { request }), 'succeeded')
  assert.deepEqual(await store.query(rows('SELECT stream FROM documents')), [])
  assert.deepEqual(await store.query(rows('SELECT person FROM {contact_details}')), [])
  assert.deepEqual(await found('santos'), [])
  assert.equal(await ask(32, 'change-contact-details', contact, ada, home), 'forbidden')
  await store.close()
  for (const name of readdirSync(folder))
    for (const text of ['Mill Lane', 'Harbourton', 'HB1 4QD', '900142', 'santos'])
      assert.ok(!readFileSync(join(folder, name)).includes(text), `${text} is in ${name}`)
  store = open()
})
