// A client that knows media types, relations and names of fields, and not one address but `/`.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { State } from 'ketting'
import { type Clinic, openClinic } from '../serve.ts'
import { carryOut, followed, listed, type Machine, submit, takeSeat } from './machine.ts'

let clinic: Clinic
let sam: Machine

before(async () => {
  clinic = await openClinic()
  sam = await takeSeat(clinic.url, 'sam')
})
after(() => clinic.stop())

async function named(list: State, name: string): Promise<State> {
  const one = (await listed(list)).find(({ data }) => data.name === name)
  assert.ok(one, `nobody and nothing is called ${name}`)
  return one.follow('self').get()
}

const start = async (relation: string) => (await sam.client.follow(relation)).get()
const patient = async (name: string) => named(await start('patients'), name)
const item = async (name: string) => named(await start('catalogue'), name)

async function freeMoney(person: State): Promise<number> {
  return (await person.follow('wallet').get()).data.available.minor
}

/** Fills in an order, reads its total in the rehearsal and sends the form that came with it. */
async function order(person: State, what: State, quantity: string): Promise<State> {
  const form = await person.follow('place-order').get()
  const answers = { 'item-1': what.data.id, 'quantity-1': quantity }
  const check = await submit(form, { ...answers, 'dry-run': 'yes' })
  const total = check.action('default').field('total')?.value
  assert.equal(typeof total, 'string')
  return followed(await submit(check, {}))
}

test('a wallet is topped up with the form that the wallet links to', async () => {
  const maria = await patient('Maria Santos')
  const wallet = await maria.follow('wallet').get()
  const before = wallet.data.available.minor
  const command = await followed(
    await carryOut(wallet, 'top-up-wallet', { amount: '12.50', method: 'cash' }),
  )
  assert.equal(command.data.state, 'succeeded')
  assert.equal((await command.follow('thing').get()).data.available.minor, before + 1250)
})

test('an order is rehearsed, placed, followed to confirmed and read as events', async () => {
  const maria = await patient('Maria Santos')
  const before = await freeMoney(maria)
  const command = await order(maria, await item('Light exercise band'), '2')
  assert.equal(command.data.state, 'succeeded')
  assert.equal(await freeMoney(maria), before - 1300)
  const placed = await command.follow('order').get()
  assert.equal(placed.data.state, 'confirmed')
  assert.equal(placed.data.total.minor, 1300)
  const events = await listed(await placed.follow('events').get())
  assert.deepEqual(
    events.map(({ data }) => data.type),
    ['OrderPlaced', 'OrderPriced', 'OrderConfirmed'],
  )
  assert.ok(events.every(({ data }) => data.words !== '' && data.at.endsWith('Z')))
})

test('a rehearsal stores nothing', async () => {
  const maria = await patient('Maria Santos')
  const before = await freeMoney(maria)
  const form = await maria.follow('place-order').get()
  const socks = await item('Support socks M')
  const check = await submit(form, {
    'item-1': socks.data.id,
    'quantity-1': '1',
    'dry-run': 'yes',
  })
  assert.equal(check.data.rehearsal, 'events')
  assert.ok(check.data.events.some(({ type }: { type: string }) => type === 'MoneyHeld'))
  assert.equal(await freeMoney(maria), before)
  assert.equal((await item('Support socks M')).data.free, socks.data.free)
})

test('a confirmed order is cancelled, and the money is free again', async () => {
  const maria = await patient('Maria Santos')
  const before = await freeMoney(maria)
  const placed = await (await order(maria, await item('Thermometer'), '1')).follow('order').get()
  assert.ok((await freeMoney(maria)) < before)
  const form = await placed.follow('cancel-order').get()
  const reasons = Object.keys((form.action('default').field('reason') as never)['options'])
  const command = await followed(await submit(form, { reason: reasons[0] ?? '' }))
  assert.equal(command.data.state, 'succeeded')
  assert.equal(await freeMoney(maria), before)
  const cancelled = await placed.follow('self').get()
  assert.equal(cancelled.data.state, 'cancelled')
  assert.equal(cancelled.links.get('cancel-order'), undefined)
})

test('a denied order says why and leads to the form that mends it', async () => {
  const aisha = await patient('Aisha Rahman')
  const denied = await order(aisha, await item('Support socks M'), '1')
  assert.equal(denied.data.state, 'rejected')
  assert.equal(denied.data.code, 'short-money')
  assert.equal(denied.data.facts.gap.minor, 320)
  const mended = await followed(
    await carryOut(denied, 'top-up-and-reorder', { amount: '3.20', method: 'cash' }),
  )
  assert.equal(mended.data.state, 'succeeded')
  assert.equal((await mended.follow('order').get()).data.state, 'confirmed')
  assert.equal(await freeMoney(await patient('Aisha Rahman')), 0)
})

test('a patient is offered what is theirs and nothing else', async () => {
  const maria = await takeSeat(clinic.url, 'maria')
  const home = await maria.client.go().get()
  for (const hidden of ['patients', 'queue', 'register-patient', 'ledger'])
    assert.equal(home.links.get(hidden), undefined, hidden)
  const wallet = await home.follow('wallet').get()
  assert.equal(wallet.links.get('top-up-wallet'), undefined)
  const form = await home.follow('place-order').get()
  const whom = form.action('default').field('patient') as unknown as { options: object }
  assert.deepEqual(Object.keys(whom.options), [maria.actor])
})
