import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { checkDataFolder, checkDataFolders } from '#checks/data-folder.ts'
import type { NewCommand } from '#kernel/command.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { walletOf, walletStream } from '#modules/wallets/published.ts'
import { modules } from '../modules.ts'
import { type Cut, openTwoPlaces, type TwoPlaces } from '../testing/two-places.ts'

const sam = { id: storyId(91), role: 'receptionist', onBehalfOf: null }
const system = { id: 'system:founding', role: 'system', onBehalfOf: null }
const kofi = { id: storyId(92), role: 'dispenser', onBehalfOf: null }
const founder = { id: storyId(90), role: 'admin', onBehalfOf: null }
const bob = storyId(1)
const registry = register(modules)
const day = 24 * 3_600_000

async function clinicInTwoPlaces(context: TestContext): Promise<TwoPlaces> {
  const places = await openTwoPlaces(['wallets'])
  context.after(places.close)
  const data = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri',
    firstAdmin: '',
  }
  await places.desk.all.submit({
    id: storyId(80),
    intent: 'set-up-clinic',
    target: clinicStream,
    actor: founder,
    data,
  })
  for (const { id, role } of [sam, kofi]) {
    const colleague = { name: role, roles: [role], roleTitle: role, seat: role }
    const hire = { id, intent: 'add-staff', target: staffStream(id), actor: system }
    const told = await places.desk.all.submit({ ...hire, data: colleague })
    assert.equal(told.kind === 'accepted' && told.command.state, 'succeeded')
  }
  return places
}

async function registerBob(places: TwoPlaces): Promise<void> {
  const data = {
    given: 'Bob',
    family: 'Marsh',
    dob: '1957-03-14',
    email: 'bob@example.org',
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  const told = await places.desk.all.submit({
    id: bob,
    intent: 'register-patient',
    target: `${registry.intents.get('register-patient')?.on.stream}-${bob}`,
    actor: sam,
    data,
  })
  assert.equal(told.kind, 'accepted')
}

async function walletsOpened(places: TwoPlaces): Promise<number> {
  const events = await places.away.store.stream(walletStream(bob))
  return events.filter(({ type }) => type === 'WalletOpened').length
}

test('somebody registered here gets a wallet in a process elsewhere', async (context) => {
  const places = await clinicInTwoPlaces(context)
  await registerBob(places)
  assert.equal((await places.desk.all.command(bob))?.state, 'in-progress')
  await places.settle(1_000)
  assert.equal((await places.desk.all.command(bob))?.state, 'succeeded')
  assert.equal(await walletsOpened(places), 1)
  assert.deepEqual(await places.desk.store.stream(walletStream(bob)), [])
  assert.equal((await places.desk.all.query(walletOf(bob)))?.available, 0)
})

const lines: Readonly<Record<string, readonly Cut[]>> = {
  'before it was heard': ['before'],
  'after it was done': ['after'],
  'three times, each in another way': ['before', 'after', 'after'],
}

for (const [words, cuts] of Object.entries(lines)) {
  test(`a line that is cut ${words} makes one wallet, and the registration ends well`, async (context) => {
    const places = await clinicInTwoPlaces(context)
    places.cut(...cuts)
    await registerBob(places)
    await places.settle(day)
    assert.equal((await places.desk.all.command(bob))?.state, 'succeeded')
    assert.equal(await walletsOpened(places), 1)
  })
}

test('a process that ends between doing and answering says after its start what it did', async (context) => {
  const places = await clinicInTwoPlaces(context)
  places.cut('after')
  await registerBob(places)
  await places.desk.deliver()
  await places.restartAway()
  assert.equal(await walletsOpened(places), 1)
  assert.equal((await places.desk.all.command(bob))?.state, 'in-progress')
  await places.settle(day)
  assert.equal((await places.desk.all.command(bob))?.state, 'succeeded')
  assert.equal(await walletsOpened(places), 1)
})

test('a wallet elsewhere is topped up from the desk, which knows the limit', async (context) => {
  const places = await clinicInTwoPlaces(context)
  await registerBob(places)
  await places.settle(1_000)
  const topUp = (id: string, amount: number) =>
    places.desk.all.submit({
      id,
      intent: 'top-up-wallet',
      target: walletStream(bob),
      actor: sam,
      data: { amount, method: 'cash', reference: '', second: false },
    })
  const done = await topUp(storyId(10), 2_000)
  assert.equal(done.kind === 'accepted' && done.command.state, 'succeeded')
  const tooMuch = await topUp(storyId(11), 50_001)
  assert.equal(tooMuch.kind === 'accepted' && tooMuch.command.outcome.code, 'limit')
  assert.equal((await places.desk.all.query(walletOf(bob)))?.available, 2_000)
  assert.equal((await places.desk.all.command(storyId(10)))?.state, 'succeeded')
})

const tape = storyId(70)

/** Two rolls of tape at £9.95 on the shelf, and £50.00 in Bob's wallet. */
async function tapeAndMoney(places: TwoPlaces): Promise<void> {
  const item = {
    code: 'TAPE-5',
    name: 'Tape',
    unit: 'one',
    price: 995,
    taxRate: 20,
    stocked: true,
    reorderLevel: 1,
    lots: false,
    returnable: true,
    maxPerOrder: 99,
  }
  const stock = { quantity: 2, lot: '', expires: null, supplierReference: '' }
  const money = { amount: 5_000, method: 'cash', reference: '', second: false }
  const commands = [
    { id: tape, intent: 'add-catalogue-item', target: itemStream(tape), actor: kofi, data: item },
    {
      id: storyId(71),
      intent: 'receive-stock',
      target: itemStream(tape),
      actor: kofi,
      data: stock,
    },
    {
      id: storyId(72),
      intent: 'top-up-wallet',
      target: walletStream(bob),
      actor: sam,
      data: money,
    },
  ]
  for (const command of commands) {
    const told = await places.desk.all.submit(command)
    assert.equal(told.kind === 'accepted' && told.command.state, 'succeeded', command.intent)
  }
}

function orderOf(id: string, quantity: number): NewCommand {
  const data = { patient: bob, lines: [{ item: tape, quantity }], note: '', total: 995 * quantity }
  return { id, intent: 'place-order', target: orderStream(id), actor: sam, data }
}

async function moneyOf(places: TwoPlaces) {
  const wallet = await places.desk.all.query(walletOf(bob))
  return [wallet?.available, wallet?.held]
}

test('an order holds money elsewhere and stock here; without the stock the money is free again', async (context) => {
  const places = await clinicInTwoPlaces(context)
  await registerBob(places)
  await places.settle(1_000)
  await tapeAndMoney(places)
  places.cut('after', 'before')
  await places.desk.all.submit(orderOf(storyId(20), 1))
  await places.settle(day)
  assert.equal((await places.desk.all.command(storyId(20)))?.state, 'succeeded')
  assert.deepEqual(await moneyOf(places), [4_005, 995])
  places.cut('after', 'after', 'after')
  await places.desk.all.submit(orderOf(storyId(21), 3))
  await places.settle(day)
  const denied = await places.desk.all.command(storyId(21))
  assert.deepEqual([denied?.state, denied?.outcome.code], ['rejected', 'short-stock'])
  assert.deepEqual(await moneyOf(places), [4_005, 995])
})

test('a rehearsal here asks elsewhere to rehearse, and nothing is stored anywhere', async (context) => {
  const places = await clinicInTwoPlaces(context)
  await registerBob(places)
  await places.settle(1_000)
  await tapeAndMoney(places)
  const heads = async () => [await places.desk.store.head(), await places.away.store.head()]
  const before = await heads()
  const rehearsal = await places.desk.all.rehearse(orderOf(storyId(20), 2))
  assert.ok(rehearsal.kind === 'events', JSON.stringify(rehearsal).slice(0, 400))
  assert.equal(rehearsal.command.state, 'succeeded')
  assert.ok(rehearsal.events.some(({ type }) => type === 'MoneyHeld'))
  const tooMany = await places.desk.all.rehearse(orderOf(storyId(21), 3))
  assert.equal(tooMany.kind === 'refused' && tooMany.refusal.code, 'short-stock')
  const tooDear = await places.desk.all.rehearse(orderOf(storyId(22), 6))
  assert.equal(tooDear.kind === 'refused' && tooDear.refusal.code, 'short-money')
  assert.deepEqual(await heads(), before)
})

test('nobody who cannot show the secret learns that there is a door', async (context) => {
  const places = await clinicInTwoPlaces(context)
  const { port } = places.doors.away
  for (const authorization of ['', 'Bearer wrong']) {
    const answer = await fetch(`http://127.0.0.1:${port}/elsewhere/head`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(answer.status, 404)
    assert.equal(await answer.text(), '')
  }
})

test('the logs of two places are proven together: a hold here belongs to an order there', async (context) => {
  const places = await clinicInTwoPlaces(context)
  await registerBob(places)
  await places.settle(1_000)
  await tapeAndMoney(places)
  await places.desk.all.submit(orderOf(storyId(20), 1))
  await places.settle(day)
  const { desk, away } = places.folders
  const findings = await checkDataFolders([desk, away], registry)
  assert.deepEqual(findings.breaches, [])
  assert.ok(findings.checks.some(({ id }) => id === 'M5'))
  // Alone, the wallets hold money for an order that nobody there knows of.
  const alone = await checkDataFolder(away, registry)
  assert.ok(alone.breaches.some(({ id }) => id === 'M5'))
})
