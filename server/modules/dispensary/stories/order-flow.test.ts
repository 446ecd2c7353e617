import { deepStrictEqual, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { caseIdOf, openCases } from '#modules/help-desk/published.ts'
import { openHolds, walletOf } from '#modules/wallets/published.ts'
import { ids, openDesk } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'
import { itemsForSale, orderById, orderStream, ordersOf } from '../published.ts'

const sam: Actor = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
const order = storyId(801)
const cancel = storyId(802)
const minuteMs = 60_000

async function place(world: World, item: string, quantity: number, total: number, patient: string) {
  const data = { patient, lines: [{ item, quantity }], total, note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: order, intent: 'place-order', target, actor: sam, data })
  return world.store.command(order)
}

async function freeOf(world: World, item: string): Promise<number | undefined> {
  const items = await world.store.query(itemsForSale(world.clock.at))
  return items.find(({ id }) => id === item)?.free
}

async function moneyOf(world: World, person: string) {
  const wallet = await world.store.query(walletOf(person))
  return [wallet?.available, wallet?.held]
}

async function stateOf(world: World) {
  const row = await world.store.query(orderById(order))
  return row?.state
}

async function cancelIt(world: World) {
  const data = { reason: 'mistake', note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: cancel, intent: 'cancel-order', target, actor: sam, data })
  return world.store.command(cancel)
}

test('a confirmed order holds its money and its stock; cancelled, both are free again', async () => {
  const world = await openDesk()
  const placed = await place(world, ids.tape, 2, 1990, ids.maria)
  deepStrictEqual(placed?.state, 'succeeded')
  deepStrictEqual(await moneyOf(world, ids.maria), [3010, 1990])
  deepStrictEqual(await freeOf(world, ids.tape), 3)
  const holds = await world.store.query(openHolds(ids.maria))
  deepStrictEqual(
    holds.map(({ forId }) => forId),
    [order],
  )
  deepStrictEqual((await cancelIt(world))?.state, 'succeeded')
  deepStrictEqual(await stateOf(world), 'cancelled')
  deepStrictEqual(await moneyOf(world, ids.maria), [5000, 0])
  deepStrictEqual(await freeOf(world, ids.tape), 5)
  await world.close()
})

test('an order for more than the shelf has is denied and leaves no money held', async () => {
  const world = await openDesk()
  const placed = await place(world, ids.tape, 6, 5970, ids.maria)
  deepStrictEqual([placed?.state, placed?.outcome.code], ['rejected', 'short-money'])
  await world.close()
  const other = await openDesk()
  await other.command(
    'top-up-wallet',
    `wallet-${ids.maria}`,
    { amount: 5000, method: 'cash', reference: '', second: false },
    sam,
    storyId(810),
  )
  const denied = await place(other, ids.tape, 6, 5970, ids.maria)
  deepStrictEqual([denied?.state, denied?.outcome.code], ['rejected', 'short-stock'])
  deepStrictEqual(await moneyOf(other, ids.maria), [10000, 0])
  deepStrictEqual(await freeOf(other, ids.tape), 5)
  await other.close()
})

test('short of money, the order is mended by a top-up and keeps its own number', async () => {
  const world = await openDesk()
  const denied = await place(world, ids.socks, 1, 1950, ids.aisha)
  deepStrictEqual([denied?.state, denied?.outcome.code], ['rejected', 'short-money'])
  const data = { amount: 320, method: 'cash', reference: '', second: false }
  await world.command('top-up-and-reorder', orderStream(order), data, sam, storyId(803))
  const orders = await world.store.query(ordersOf(ids.aisha))
  deepStrictEqual(
    orders.map(({ number, state, mendedBy }) => [number, state, mendedBy]),
    [
      [1002, 'confirmed', null],
      [1001, 'denied', 1002],
    ],
  )
  deepStrictEqual(await moneyOf(world, ids.aisha), [0, 1950])
  await world.close()
})

/** A clinic whose shelf does not answer, and an order that has been tried in vain until it is stuck. */
async function stuckDesk(): Promise<World> {
  const world = await openDesk({
    fault: ({ intent }) => (intent === 'reserve-stock' ? 'The shelf did not answer' : undefined),
  })
  await place(world, ids.tape, 2, 1990, ids.maria)
  for (let tries = 0; tries < 6; tries += 1) {
    world.clock.at += 40 * minuteMs
    world.store.settleAll()
  }
  return world
}

test('an order that does not go on is stuck, holds its money, and has exactly one case', async () => {
  const world = await stuckDesk()
  deepStrictEqual((await world.store.command(order))?.state, 'in-progress')
  deepStrictEqual(await moneyOf(world, ids.maria), [3010, 1990])
  const cases = await world.store.query(openCases())
  deepStrictEqual(
    cases.map(({ number, aboutStream, error, person }) => [number, aboutStream, error, person]),
    [[1, `process.order-${order}`, 'The shelf did not answer', ids.maria]],
  )
  await world.close()
})

test('the case page tells how far it came, what is held, and the last answer', async () => {
  const world = await stuckDesk()
  const { status, html } = await world.page(`/cases/${caseIdOf(`process.order-${order}`)}`, 'nora')
  deepStrictEqual(status, 200)
  match(html, /Maria Santos’s order is stuck/)
  match(html, /Can be undone/)
  match(html, /Tried 6 times/)
  match(html, /The shelf did not answer/)
  match(html, /£19\.90/)
  const queue = await world.page('/queue', 'kofi')
  match(queue.html, /See case 1/)
  const patients = await world.page(`/orders/${order}`, 'maria')
  match(patients.html, /takes longer than usual/)
  ok(!patients.html.includes('The shelf did not answer'))
  await world.close()
})

test('a stuck order that is cancelled gives its money back', async () => {
  const world = await stuckDesk()
  deepStrictEqual((await cancelIt(world))?.state, 'succeeded')
  deepStrictEqual(await stateOf(world), 'cancelled')
  deepStrictEqual(await moneyOf(world, ids.maria), [5000, 0])
  deepStrictEqual((await world.store.command(order))?.outcome.code, 'cancelled')
  await world.close()
})
