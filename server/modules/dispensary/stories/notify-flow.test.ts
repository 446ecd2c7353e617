import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import {
  booksHold,
  did,
  kofi,
  maria,
  openBench,
  order,
  ready,
  sam,
} from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'
import { itemStream, orderStream } from '../published.ts'

const rich = { amount: 40_000, method: 'cash', reference: '', second: false }

/** Maria's order of six tapes, of which there are five: denied. */
async function short(): Promise<World> {
  const world = await openBench()
  await world.command('top-up-wallet', `wallet-${ids.maria}`, rich, sam, storyId(3901))
  const lines = [{ item: ids.tape, quantity: 6 }]
  const data = { patient: ids.maria, lines, total: 5970, note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: order, intent: 'place-order', target, actor: maria, data })
  return world
}

const more = { quantity: 4, lot: '', expires: null, supplierReference: '' }

async function toldOf(world: World): Promise<readonly string[]> {
  const found = await world.store.query(
    rows<{ template: string }>("SELECT template FROM {messages} WHERE kind = 'orders' ORDER BY id"),
  )
  return found.map(({ template }) => template).sort()
}

test('an order that was short leads on: order what is left, or hear when it is back', async () => {
  const world = await short()
  const { html } = await world.page(`/orders/${order}`, 'maria')
  match(html, /quantity-1=5/)
  match(html, /Order 5/)
  match(html, /Tell me when it is back/)
  await booksHold(world)
})

test('who wants to hear that tape is back is written to once', async () => {
  const world = await short()
  deepStrictEqual(await did(world, maria, 'notify-me'), 'succeeded')
  deepStrictEqual(await did(world, maria, 'notify-me'), 'noted')
  deepStrictEqual(await did(world, kofi, 'receive-stock', more, itemStream(ids.tape)), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'receive-stock', more, itemStream(ids.tape)), 'succeeded')
  deepStrictEqual(await toldOf(world), ['order-denied', 'order-item-back'])
  deepStrictEqual(await did(world, maria, 'stop-notice'), 'not-wanted')
  await booksHold(world)
})

test('who does not want to hear of it any more is left alone', async () => {
  const world = await short()
  deepStrictEqual(await did(world, maria, 'notify-me'), 'succeeded')
  deepStrictEqual(await did(world, maria, 'stop-notice'), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'receive-stock', more, itemStream(ids.tape)), 'succeeded')
  deepStrictEqual(await toldOf(world), ['order-denied'])
  await booksHold(world)
})

test('a patient sees how to collect a ready order, and each step with its time', async () => {
  const world = await openBench()
  await ready(world)
  const { html } = await world.page(`/orders/${order}`, 'maria')
  match(html, /Collect it/)
  match(html, /\d{3} \d{3}<\/span> is your code/)
  match(html, /Ready to be collected/)
  match(html, /£39\.90 held in the wallet/)
  deepStrictEqual(await toldOf(world), ['order-confirmed', 'order-ready'])
  await booksHold(world)
})
