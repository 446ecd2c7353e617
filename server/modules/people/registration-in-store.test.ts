import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { clinicModule } from '#modules/clinic/module.ts'
import { clinicSettings, clinicStream, staffMembers } from '#modules/clinic/published.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { walletsModule } from '#modules/wallets/module.ts'
import { openHolds, walletOf, walletStream } from '#modules/wallets/published.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { peopleModule } from './module.ts'
import { lookalikeNeeds } from './needs.ts'
import {
  firstPeopleOptions,
  peopleByName,
  peopleCount,
  peopleOptions,
  personById,
  personStream,
  registrationStream,
} from './published.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-registration-'))
const root = join(import.meta.dirname, '..', '..', '..')
let now = storyTime
const store = openLocalStore({
  folder,
  registry: register([clinicModule, peopleModule, walletsModule, noticesModule]),
  migrations: readMigrations(join(root, 'migrations')),
  clock: () => now,
  random: (count) => new Uint8Array(count).fill(7),
})
after(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const ada: Actor = { id: storyId(90), role: 'admin', onBehalfOf: null }
const sam: Actor = { id: storyId(91), role: 'receptionist', onBehalfOf: null }
const importer: Actor = { id: 'system:import', role: 'system', onBehalfOf: null }
const maria = storyId(1)

/** Submits a command of that number and tells how it ended: its state, or its refusal's code. */
async function ask(number: number, intent: string, target: string, actor: Actor, data: object) {
  now += 1_000
  const id = storyId(number)
  const answer = await store.submit({ id, intent, target, actor, data })
  assert.equal(answer.kind, 'accepted')
  const command = await store.command(id, 1_000)
  return command?.outcome.code ?? command?.state
}

const person = (given: string, family: string) => ({
  given,
  family,
  dob: '1957-03-14',
  email: 'someone@example.org',
  phone: '07700 900142',
  noEmail: null,
  guardian: null,
  terms: true,
  anyway: null,
})

test('a clinic is set up, and its first admin works there', async () => {
  const form = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri',
    firstAdmin: 'Ada Lindqvist',
    demo: false,
  }
  assert.equal(await ask(10, 'set-up-clinic', clinicStream, ada, form), 'succeeded')
  assert.equal((await store.query(clinicSettings()))?.phone, '01632 960 140')
  const staff = await store.query(staffMembers('admin'))
  assert.deepEqual(
    staff.map(({ name, role }) => [name, role]),
    [['Ada Lindqvist', 'admin']],
  )
  assert.equal(await ask(11, 'set-up-clinic', clinicStream, ada, form), 'set-up')
})

test('a registered patient has a wallet', async () => {
  assert.equal(
    await ask(1, 'register-patient', registrationStream(maria), sam, person('Maria', 'Santos')),
    'succeeded',
  )
  assert.equal(await store.personOf(personStream(maria)), maria)
  assert.equal(await store.personOf(walletStream(maria)), maria)
  assert.equal((await store.query(walletOf(maria)))?.available, 0)
  assert.equal((await store.query(personById(maria)))?.phone, '+447700900142')
})

test('the same person is not registered twice by accident', async () => {
  const again = await ask(
    2,
    'register-patient',
    registrationStream(storyId(2)),
    sam,
    person('MARÍA', 'Other'),
  )
  assert.equal(again, 'possible-duplicate')
  assert.equal(await store.query(peopleCount()), 1)
})

test('records that were taken over and look alike wait for somebody to look', async () => {
  await ask(
    3,
    'register-patient',
    registrationStream(storyId(3)),
    importer,
    person('Ruth', 'Abernathy'),
  )
  await ask(
    4,
    'register-patient',
    registrationStream(storyId(4)),
    importer,
    person('Ruth', 'Abernethy'),
  )
  const needs = await store.query(lookalikeNeeds())
  assert.deepEqual(
    needs.map(({ remark }) => remark),
    ['Ruth Abernathy and Ruth Abernethy, born on the same day'],
  )
})

test('people are listed by family name, a page at a time', async () => {
  const names = async (limit: number, skip: number) =>
    (await store.query(peopleByName(limit, skip))).map(({ name }) => name)
  assert.deepEqual(await names(2, 0), ['Ruth Abernathy', 'Ruth Abernethy'])
  assert.deepEqual(await names(2, 2), ['Maria Santos'])
  const options = await store.query(peopleOptions())
  assert.deepEqual(
    options.map(({ hint }) => hint),
    Array(3).fill('born 14 March 1957'),
  )
  const first = await store.query(firstPeopleOptions(1, maria))
  assert.deepEqual(
    first.map(({ text }) => text),
    ['Ruth Abernathy', 'Maria Santos'],
  )
})

test('a card payment counts once a day, unless it is said to be a second one', async () => {
  const paid = { amount: 4200, method: 'card', reference: '004417', second: false }
  const pay = (number: number, data: object) =>
    ask(number, 'top-up-wallet', walletStream(maria), sam, data)
  assert.equal(await pay(20, paid), 'succeeded')
  assert.equal(await pay(21, { ...paid, reference: '00 4417' }), 'reference-used')
  assert.equal(await pay(22, { ...paid, second: true }), 'succeeded')
  now += 86_400_000
  assert.equal(await pay(23, paid), 'succeeded')
  assert.equal((await store.query(walletOf(maria)))?.available, 12_600)
})

test('held money is kept from other uses until it is taken or released', async () => {
  const order: Actor = { id: 'system:order', role: 'system', onBehalfOf: sam.id }
  const hold = storyId(50)
  const move = (number: number, intent: string, data: object) =>
    ask(number, intent, walletStream(maria), order, data)
  const purpose = { kind: 'order', id: hold }
  assert.equal(await move(30, 'hold-money', { hold, amount: 12_000, for: purpose }), 'succeeded')
  const other = { hold: storyId(51), amount: 700, for: { kind: 'order', id: storyId(51) } }
  assert.equal(await move(31, 'hold-money', other), 'short')
  assert.deepEqual(
    (await store.query(openHolds(maria))).map(({ amount }) => amount),
    [12_000],
  )
  assert.equal(await move(32, 'take-held-money', { hold, amount: 11_900 }), 'succeeded')
  assert.equal(await move(33, 'hold-money', other), 'succeeded')
  const { available, held, taken, paidIn, status } = (await store.query(walletOf(maria))) ?? {}
  assert.deepEqual([available, held, taken, paidIn, status], [0, 700, 11_900, 12_600, 'open'])
})
