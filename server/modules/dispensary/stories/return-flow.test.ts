import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { walletStream } from '#modules/wallets/published.ts'
import {
  booksHold,
  cream,
  dayMs,
  did,
  kofi,
  moneyOf,
  nora,
  openBench,
  order,
  pass,
  pay,
  ready,
  row,
  sam,
  shelfOf,
} from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'
import { orderStream, ordersOf } from '../published.ts'

const back = {
  line: ids.tape,
  quantity: 1,
  condition: 'sealed',
  reason: 'The wrong width',
  refund: 'refund',
} as const

async function handedOver(): Promise<World> {
  const world = await openBench()
  await ready(world)
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  return world
}

async function endsOf(world: World): Promise<readonly unknown[]> {
  const found = await world.store.query(
    rows<{ data: string }>(
      "SELECT data FROM events WHERE type = 'ProcessEnded' AND stream LIKE 'process.return-0%' ORDER BY position",
    ),
  )
  return found.map(({ data }) => (JSON.parse(data) as { as: string }).as)
}

async function requestIn(world: World): Promise<string> {
  const events = await world.store.stream(walletStream(ids.maria))
  const asked = events.findLast(({ type }) => type === 'ApprovalRequested')
  return (asked?.data as { request: string } | undefined)?.request ?? ''
}

test('a sealed tape comes back: its money is free again, and it is on the shelf', async () => {
  const world = await handedOver()
  deepStrictEqual(await did(world, sam, 'return-items', back), 'succeeded')
  deepStrictEqual(await moneyOf(world), [2005, 0, 2995])
  deepStrictEqual(await shelfOf(world), [4, 2])
  deepStrictEqual(await endsOf(world), ['refunded'])
  deepStrictEqual(await did(world, sam, 'return-items', { ...back, quantity: 2 }), 'over')
  await booksHold(world)
})

test('an opened cream is refunded and written off', async () => {
  const world = await handedOver()
  const opened = { ...back, line: cream, condition: 'opened' }
  deepStrictEqual(await did(world, sam, 'return-items', opened), 'succeeded')
  deepStrictEqual(await moneyOf(world), [2010, 0, 2990])
  deepStrictEqual(await shelfOf(world), [3, 2])
  await booksHold(world)
})

test('what is exchanged comes back without money', async () => {
  const world = await handedOver()
  deepStrictEqual(
    await did(world, kofi, 'return-items', { ...back, refund: 'exchange' }),
    'succeeded',
  )
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  deepStrictEqual([await shelfOf(world), await endsOf(world)], [[4, 2], ['exchanged']])
  await booksHold(world)
})

/** Two pairs of socks for £39, handed over, and then asked to be taken back. */
async function socksComeBack(): Promise<World> {
  const world = await openBench()
  const lines = [{ item: ids.socks, quantity: 2 }]
  const data = { patient: ids.maria, lines, total: 3900, note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: order, intent: 'place-order', target, actor: sam, data })
  deepStrictEqual(await did(world, kofi, 'start-preparing'), 'succeeded')
  const picked = { lines: [row(ids.socks, 2)], shelf: '' }
  deepStrictEqual(await did(world, kofi, 'mark-ready', picked), 'succeeded')
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  const socks = { ...back, line: ids.socks, quantity: 2 }
  deepStrictEqual(await did(world, sam, 'return-items', socks), 'succeeded')
  deepStrictEqual([await moneyOf(world), await endsOf(world)], [[1100, 0, 3900], []])
  deepStrictEqual(await did(world, sam, 'return-items', { ...socks, quantity: 1 }), 'all-back')
  return world
}

const wallet = walletStream(ids.maria)

test('over the limit nothing comes back before a manager has approved the refund', async () => {
  const world = await socksComeBack()
  const request = await requestIn(world)
  deepStrictEqual(
    await did(world, nora, 'approve-wallet-request', { request }, wallet),
    'succeeded',
  )
  deepStrictEqual([await moneyOf(world), await endsOf(world)], [[5000, 0, 0], ['refunded']])
  await booksHold(world)
})

test('a refund that is declined ends the return, and it may be asked for again', async () => {
  const world = await socksComeBack()
  const no = { request: await requestIn(world), reason: 'They were worn' }
  deepStrictEqual(await did(world, nora, 'decline-wallet-request', no, wallet), 'succeeded')
  deepStrictEqual([await moneyOf(world), await endsOf(world)], [[1100, 0, 3900], ['refused']])
  const socks = { ...back, line: ids.socks, quantity: 1 }
  deepStrictEqual(await did(world, sam, 'return-items', socks), 'succeeded')
  deepStrictEqual(await moneyOf(world), [3050, 0, 1950])
  await booksHold(world)
})

test('after 28 days the desk takes nothing back, and a manager may', async () => {
  const world = await handedOver()
  pass(world, 29 * dayMs)
  deepStrictEqual(await did(world, sam, 'return-items', back), 'too-late')
  deepStrictEqual(await did(world, nora, 'return-items', back), 'succeeded')
  await booksHold(world)
})

test('what is wrong is made again for nothing, once at a time', async () => {
  const world = await handedOver()
  const wrong = { line: cream, what: 'Both tubes are leaking', charge: 'none' }
  deepStrictEqual(await did(world, kofi, 'remake-order', wrong), 'succeeded')
  const [again] = await world.store.query(ordersOf(ids.maria))
  deepStrictEqual([again?.number, again?.state, again?.total], [1002, 'confirmed', 0])
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  deepStrictEqual(await shelfOf(world), [3, 0])
  deepStrictEqual(await did(world, kofi, 'remake-order', wrong), 'twice')
  const mistake = { reason: 'mistake', note: '' }
  deepStrictEqual(await did(world, sam, 'cancel-order', mistake, `order-${again?.id}`), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'remake-order', { ...wrong, charge: 'full' }), 'not-made')
  await booksHold(world)
})

test('the order’s page offers what can be done with it after it was handed over', async () => {
  const world = await handedOver()
  const { html } = await world.page(`/orders/${order}`, 'nora')
  match(html, /Return items/)
  match(html, /Make again/)
  const form = await world.page(`/orders/${order}/return-items`, 'sam')
  match(form.html, /2 Cream/)
  await booksHold(world)
})
