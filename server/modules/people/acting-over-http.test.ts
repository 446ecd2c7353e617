import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { storyId, storyTime } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { hiddenOf, ids, openDesk } from '../../testing/desk.ts'
import { personStream, registrationStream } from './published.ts'

const sam = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
const system = { id: 'system:demo', role: 'system', onBehalfOf: null }
const ellie = storyId(203)
const dayMs = 24 * 3_600_000

// Aisha is Ellie's mother, and Maria's proxy for her orders.
const desk = await openDesk()
after(() => desk.close())
let commands = 600
const does = (intent: string, target: string, data: object, actor = sam) => {
  commands += 1
  return desk.command(intent, target, data, actor, storyId(commands))
}
await desk.command(
  'register-patient',
  registrationStream(ellie),
  {
    given: 'Ellie',
    family: 'Rahman',
    dob: '2018-06-01',
    email: '',
    phone: '07700 900451',
    noEmail: 'She is eight',
    guardian: ids.aisha,
    terms: true,
    anyway: null,
  },
  system,
  ellie,
)
const topUp = { amount: 5_000, method: 'cash', reference: '', second: false }
await does('top-up-wallet', walletStream(ellie), topUp)
const proxy = {
  proxy: ids.aisha,
  name: '',
  phone: '',
  book: false,
  collect: true,
  wallet: false,
  until: '2026-12-24',
}
await does('name-proxy', personStream(ids.maria), proxy)

async function order(patient: string): Promise<string> {
  const answer = await desk.page(`/orders/place-order?patient=${patient}`, 'aisha')
  const hidden = hiddenOf(answer.html, 'place-order')
  const fields = { ...hidden, patient, 'item-1': ids.tape, 'quantity-1': '1', total: '9.95' }
  const sent = await desk.send('/orders', fields, 'aisha')
  assert.equal(sent.status, 303, await sent.text())
  return (sent.headers.get('location') ?? '').replace('/commands/', '')
}

test('a guardian orders for a ward, and both names stand on it', async () => {
  const id = await order(ellie)
  const [placed] = await desk.store.stream(orderStream(id))
  assert.equal(placed?.actor, ids.aisha)
  assert.equal(placed?.onBehalfOf, ellie)
  const { html } = await desk.page(`/orders/${id}`, 'aisha')
  assert.match(html, /You are here for <b>Ellie Rahman<\/b>/)
  assert.match(
    (await desk.page(`/orders/${id}/events`, 'sam')).html,
    /Aisha Rahman for Ellie Rahman/,
  )
})

test('their first page leads to whom they act for', async () => {
  const { html } = await desk.page('/', 'aisha')
  assert.match(html, /For Ellie Rahman/)
  assert.match(html, new RegExp(`href="/wallets/${ellie}"`))
  assert.match(html, new RegExp(`href="/orders\\?patient=${ids.maria}"`))
  assert.doesNotMatch(html, new RegExp(`href="/wallets/${ids.maria}"`))
})

test('a proxy sees what was left to them and hears that the rest is not theirs', async () => {
  assert.equal((await desk.page(`/orders?patient=${ids.maria}`, 'aisha')).status, 200)
  assert.equal((await desk.page(`/wallets/${ids.maria}`, 'aisha')).status, 403)
  assert.equal((await desk.page(`/patients/${ids.maria}`, 'aisha')).status, 403)
})

test('to a stranger it is as if they were not there', async () => {
  assert.equal((await desk.page(`/wallets/${ellie}`, 'maria')).status, 404)
  assert.equal((await desk.page(`/orders?patient=${ellie}`, 'maria')).status, 404)
})

test('whoever acts for nobody cannot say that they do', async () => {
  const actor = { id: ids.maria, role: 'patient', onBehalfOf: ellie }
  const id = storyId(950)
  const data = {
    patient: ids.maria,
    lines: [{ item: ids.tape, quantity: 1 }],
    total: 995,
    note: '',
  }
  const done = await desk.store.submit({
    id,
    intent: 'place-order',
    target: orderStream(id),
    actor,
    data,
  })
  assert.equal(done.kind === 'accepted' ? done.command.outcome.code : done.kind, 'forbidden')
})

test('what was left to a proxy ends with the last day', async () => {
  desk.clock.at = storyTime + 31 * dayMs
  assert.equal((await desk.page(`/orders?patient=${ids.maria}`, 'aisha')).status, 200)
  desk.clock.at = storyTime + 32 * dayMs
  assert.equal((await desk.page(`/orders?patient=${ids.maria}`, 'aisha')).status, 404)
})

test('a guardian’s part ends at once when it is ended', async () => {
  assert.equal((await desk.page(`/wallets/${ellie}`, 'aisha')).status, 200)
  await does('end-guardian', personStream(ellie), { because: 'The court decided so' })
  assert.equal((await desk.page(`/wallets/${ellie}`, 'aisha')).status, 404)
})

test('a guardian’s part ends when the ward is of age', async () => {
  await does('set-guardian', personStream(ellie), { guardian: ids.aisha })
  desk.clock.at = Date.UTC(2034, 4, 31, 12)
  assert.equal((await desk.page(`/wallets/${ellie}`, 'aisha')).status, 200)
  desk.clock.at = Date.UTC(2034, 5, 1, 12)
  assert.equal((await desk.page(`/wallets/${ellie}`, 'aisha')).status, 404)
})
