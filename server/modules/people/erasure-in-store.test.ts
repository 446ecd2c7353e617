import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkDataFolder } from '#checks/data-folder.ts'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { approvalsOf } from '#modules/approvals/published.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { modules } from '../../modules.ts'
import { personById, personStream, registrationStream } from './published.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-erasure-'))
const migrations = readMigrations(join(import.meta.dirname, '..', '..', '..', 'migrations'))
const registry = register(modules)
let now = storyTime
const open = (beforeStatement?: (sql: string) => void) =>
  openLocalStore({
    folder,
    registry,
    migrations,
    clock: () => now,
    random: machineRandom(),
    ...(beforeStatement ? { beforeStatement } : {}),
  })
let store = open()
after(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const system: Actor = { id: 'system:founding', role: 'system', onBehalfOf: null }
const staff = (number: number, role: string): Actor => ({
  id: storyId(number),
  role,
  onBehalfOf: null,
})
const [sam, nora, ada] = [staff(91, 'receptionist'), staff(92, 'manager'), staff(93, 'admin')]
const [zelda, twin] = [storyId(1), storyId(2)]
let commands = 1_000

async function ask(actor: Actor, intent: string, target: string, data: object, id?: string) {
  now += 1_000
  commands += 1
  const answer = await store.submit({ id: id ?? storyId(commands), intent, target, actor, data })
  assert.equal(answer.kind, 'accepted')
  if (answer.kind !== 'accepted') return ''
  const { outcome, state } = answer.command
  return outcome.code ?? (state === 'failed' ? outcome.error : state)
}

const traces = {
  name: 'Zeldabeth',
  family: 'Quillfeather',
  email: 'zelda@quill.example.org',
  phone: '7700900871',
  born: '1931-07-29',
  street: 'Hornbeam Crescent',
  proxy: 'Theodorakis',
  note: 'tanglewood',
}

function person(given: string, anyway: string | null) {
  const { family, email, phone, born } = traces
  return {
    given,
    family,
    dob: born,
    email,
    phone: `0${phone}`,
    noEmail: null,
    guardian: null,
    terms: true,
    anyway,
  }
}

/** Where in the files of the folder, whatever they are, something of hers can be read. */
function whereFound(): readonly string[] {
  const bytes = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const)
  return bytes.flatMap(([name, content]) =>
    Object.values(traces).flatMap((trace) =>
      content.includes(Buffer.from(trace)) ||
      content.includes(Buffer.from(trace.toLowerCase())) ||
      content.includes(Buffer.from(trace, 'utf16le'))
        ? [`${trace} in ${name}`]
        : [],
    ),
  )
}

test('somebody is known at the clinic, by two records and in many places', async () => {
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
  assert.equal(await ask(system, 'set-up-clinic', clinicStream, clinic), 'succeeded')
  for (const { id, role } of [sam, nora, ada]) {
    const form = { name: `One at ${role}`, role, roles: [role], roleTitle: role, seat: role }
    assert.equal(await ask(system, 'add-staff', staffStream(id), form, id), 'succeeded')
  }
  const registers = (id: string, anyway: string | null) =>
    ask(sam, 'register-patient', registrationStream(id), person(traces.name, anyway), id)
  assert.equal(await registers(zelda, null), 'succeeded')
  assert.equal(await registers(twin, `${traces.note} says so`), 'succeeded')
  const proxy = {
    proxy: null,
    name: traces.proxy,
    phone: '01632 960321',
    book: true,
    collect: false,
    wallet: false,
    until: '2027-03-01',
  }
  assert.equal(await ask(sam, 'name-proxy', personStream(zelda), proxy), 'succeeded')
  const money = { amount: 2_000, method: 'cash', reference: '', second: false }
  assert.equal(await ask(sam, 'top-up-wallet', walletStream(zelda), money), 'succeeded')
  assert.equal(
    await ask(nora, 'merge-records', personStream(twin), { keep: zelda, because: traces.note }),
    'succeeded',
  )
  assert.notDeepEqual(whereFound(), [])
})

test('money has to be settled first', async () => {
  const why = { because: 'asked' }
  assert.equal(await ask(nora, 'erase-person', personStream(zelda), why), 'balance')
  const paid = { amount: 2_000, method: 'cash', reference: '', payee: true }
  assert.equal(await ask(nora, 'pay-out-balance', walletStream(zelda), paid), 'succeeded')
  assert.equal(await ask(nora, 'erase-person', personStream(zelda), why), 'succeeded')
})

test('an admin says yes, and nothing of them is left in any file', async () => {
  const [request] = await store.query(approvalsOf(personStream(zelda)))
  const form = { request: request?.request ?? '' }
  assert.equal(await ask(nora, 'approve-person-request', personStream(zelda), form), 'forbidden')
  assert.equal(await ask(ada, 'approve-person-request', personStream(zelda), form), 'succeeded')
  store.settleAll()
  assert.deepEqual(whereFound(), [])
  assert.equal((await store.query(personById(zelda)))?.name, '')
  const [registered] = await store.stream(personStream(zelda))
  assert.equal(Reflect.get(registered?.data ?? {}, 'given'), null)
  const last = (await store.stream(personStream(twin))).at(-1)
  assert.equal(last?.type, 'PersonErased')
})

test('whatever is asked on what was theirs is refused in plain words', async () => {
  const money = { amount: 500, method: 'cash', reference: '', second: false }
  const said = { given: traces.name, family: '', dob: traces.born, reason: traces.note }
  assert.equal(await ask(sam, 'top-up-wallet', walletStream(zelda), money), 'erased')
  assert.equal(await ask(sam, 'correct-details', personStream(zelda), said), 'erased')
  assert.equal(await ask(nora, 'close-record', personStream(twin), { because: 'Moved' }), 'erased')
  assert.deepEqual(whereFound(), [])
})

test('days later nothing of it is stuck, and the log holds together', async () => {
  for (let hour = 0; hour < 24 * 9; hour += 6) {
    now += 6 * 3_600_000
    store.settleAll()
  }
  store.writer.noteHead(now)
  await store.close()
  const { breaches } = await checkDataFolder(folder, registry)
  assert.deepEqual(breaches, [])
  assert.deepEqual(whereFound(), [])
  store = open()
})

test('read models that are built anew know nothing of them either', async () => {
  for (const { name } of registry.projections) {
    const rebuilding = store.rebuild(name)
    while (!rebuilding.step(1_000));
  }
  await store.close()
  assert.deepEqual((await checkDataFolder(folder, registry)).breaches, [])
  assert.deepEqual(whereFound(), [])
  store = open()
})
