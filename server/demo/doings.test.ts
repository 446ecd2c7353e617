import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import type { ItemForSale } from '#modules/dispensary/published.ts'
import { instantOf } from './calendar.ts'
import { chooseDoing } from './doings.ts'
import { drawsFrom } from './random.ts'
import type { Scene } from './scene.ts'
import { catalogue } from './script/catalogue.ts'

const monday = instantOf('2026-11-23', '09:52')
const patient = storyId(1)

const items: readonly ItemForSale[] = catalogue.map((one, index) => ({
  id: storyId(100 + index),
  code: one.code,
  name: one.name,
  unit: one.unit,
  price: one.price,
  taxRate: one.taxRate,
  free: one.onShelf,
  stocked: one.stocked,
  maxPerOrder: one.maxPerOrder,
}))

const scene: Scene = {
  at: monday,
  receptionist: storyId(2),
  dispenser: storyId(3),
  patient,
  items,
  orders: [],
  wallet: {
    person: patient,
    available: 4000,
    held: 0,
    gift: 0,
    taken: 0,
    paidIn: 4000,
    paidOut: 0,
    given: 0,
    status: 'open',
  },
}

function orders(count: number): Scene['orders'] {
  return Array.from({ length: count }, (_, index) => ({
    id: storyId(500 + index),
    patient: storyId(600 + index),
    state: 'confirmed' as const,
    claimedAt: 0,
    readyAt: 0,
    picks: [],
    collectors: [],
  }))
}

/** What is chosen in a scene over many draws. */
function chosenIn(seen: Scene, count = 300) {
  const draw = drawsFrom(11)
  return Array.from({ length: count }, () => chooseDoing(seen, draw)).flatMap(
    (doing) => doing ?? [],
  )
}

function intentsIn(seen: Scene): readonly string[] {
  return [...new Set(chosenIn(seen).map(({ intent }) => intent))].sort()
}

test('on an ordinary morning people pay in and order', () => {
  assert.deepEqual(intentsIn(scene), ['place-order', 'top-up-wallet'])
})

test('the same draws choose the same', () => {
  assert.deepEqual(chosenIn(scene), chosenIn(scene))
})

test('nothing happens while the clinic is closed', () => {
  assert.deepEqual(chosenIn({ ...scene, at: instantOf('2026-11-22', '11:00') }), [])
  assert.deepEqual(chosenIn({ ...scene, at: instantOf('2026-11-23', '19:00') }), [])
})

test('nobody orders what the stories need on the shelf, nor more than the wallet can pay', () => {
  const told = new Set(['SPL-M', 'BAL-PAD', 'SOCK-M', 'EMOL-500', 'INSOLE-C', 'LUMBAR', 'SAL-20'])
  const placed = chosenIn(scene).filter(({ intent }) => intent === 'place-order')
  assert.ok(placed.length > 50)
  for (const { data } of placed) {
    const { lines, total } = data as { lines: readonly { item: string }[]; total: number }
    const code = items.find(({ id }) => id === lines[0]?.item)?.code ?? ''
    assert.ok(!told.has(code), code)
    assert.ok(total <= scene.wallet.available)
  }
})

test('orders do not pile up: from fourteen on old ones are cancelled, and sixteen are enough', () => {
  assert.deepEqual(intentsIn({ ...scene, orders: orders(14) }), [
    'cancel-order',
    'place-order',
    'start-preparing',
    'top-up-wallet',
  ])
  assert.deepEqual(intentsIn({ ...scene, orders: orders(16) }), [
    'cancel-order',
    'start-preparing',
    'top-up-wallet',
  ])
})

test('what is missing on the shelf comes in, received by the dispenser', () => {
  const fewer = items.map((one) => (one.code === 'GAUZE' ? { ...one, free: 30 } : one))
  const received = chosenIn({ ...scene, items: fewer }).find(
    ({ intent }) => intent === 'receive-stock',
  )
  const gauze = items.find(({ code }) => code === 'GAUZE')
  assert.equal(received?.target, `item-${gauze?.id}`)
  assert.equal(received?.actor.id, scene.dispenser)
})

test('a full or frozen wallet gets nothing more', () => {
  const full = { ...scene.wallet, available: 10_000 }
  assert.deepEqual(intentsIn({ ...scene, wallet: full }), ['place-order'])
  assert.deepEqual(intentsIn({ ...scene, wallet: { ...scene.wallet, status: 'frozen' } }), [])
})
