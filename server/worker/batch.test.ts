import { deepEqual, equal, ok } from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { row, rows } from '#kernel/query.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  faultsOfLog,
  onBell,
  setBell,
  typesOf,
} from '#store/contract/toy-clinic.ts'
import { openShop, type Shop } from '#store/contract/toy-shop.ts'
import { databaseName } from '#store/sqlite/local-store.ts'

const day = 86_400_000

async function ringsOf(shop: Shop, bell: string): Promise<number> {
  return typesOf(await shop.store.stream(`bell-${bell}`)).filter((type) => type === 'BellRung')
    .length
}

/** Changes what only a fault could change, through a connection of its own. */
function meddle(shop: Shop, sql: string, ...args: readonly string[]): void {
  const db = new Database(join(shop.folder, databaseName))
  db.prepare(sql).run(...args)
  db.close()
}

test('a timer fires once, at its time and not before', async () => {
  const shop = openShop()
  const bell = shop.id()
  await shop.store.submit(setBell(bell, 'noon', storyTime + 60_000))
  shop.pass(59_999)
  equal(await ringsOf(shop, bell), 0)
  shop.pass(1)
  equal(await ringsOf(shop, bell), 1)
  shop.pass(day)
  equal(await ringsOf(shop, bell), 1)
  const fired = await shop.store.query(
    row('SELECT intent, state FROM commands WHERE actor = ?', 'system:clock'),
  )
  deepEqual(fired, { intent: 'fire-timer', state: 'succeeded' })
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a timer of thirty days is kept, through a restart, to the millisecond', async () => {
  const first = openShop()
  const bell = first.id()
  await first.store.submit(setBell(bell, 'month', storyTime + 30 * day))
  await first.store.close()
  const shop = openShop({ folder: first.folder, clock: first.clock })
  shop.pass(30 * day - 1)
  equal(await ringsOf(shop, bell), 0)
  shop.pass(1)
  equal(await ringsOf(shop, bell), 1)
})

test('a timer that came due while nobody was there fires late', async () => {
  const first = openShop()
  const bell = first.id()
  await first.store.submit(setBell(bell, 'noon', storyTime + 60_000))
  await first.store.close()
  first.clock.set(storyTime + 7 * day, 0)
  const shop = openShop({ folder: first.folder, clock: first.clock })
  shop.store.settleAll()
  equal(await ringsOf(shop, bell), 1)
})

test('a timer set again is moved, and one that is dropped does not fire', async () => {
  const shop = openShop()
  const bell = shop.id()
  await shop.store.submit(setBell(bell, 'noon', storyTime + 60_000))
  const later = { ...setBell(shop.id(), 'noon', storyTime + 120_000), target: `bell-${bell}` }
  await shop.store.submit(later)
  deepEqual(await shop.timersOf('ringing', bell), [{ name: 'noon', due: storyTime + 120_000 }])
  shop.pass(60_000)
  equal(await ringsOf(shop, bell), 0)
  await shop.store.submit(onBell(shop.id(), 'still-bell', bell, 'noon'))
  deepEqual(await shop.timersOf('ringing', bell), [])
  shop.pass(day)
  equal(await ringsOf(shop, bell), 0)
})

test('timers fire oldest first, and more of them than one batch takes', async () => {
  const shop = openShop()
  const bells = Array.from({ length: 250 }, () => shop.id())
  const last = storyTime + 250_000
  for (const [index, bell] of bells.entries()) {
    shop.store.writer.batch([setBell(bell, 'noon', last - index * 1_000)])
  }
  shop.pass(300_000)
  const rung = await shop.store.log({ after: 0, limit: 10_000, category: 'bell' })
  const order = rung.filter(({ type }) => type === 'BellRung').map(({ stream }) => stream.slice(5))
  deepEqual(order, bells.toReversed())
})

test('the sweep finds a process that nothing and nobody will wake, once', async () => {
  const shop = openShop()
  const [bell, lost] = [shop.id(), shop.id()]
  await shop.store.submit(setBell(bell, 'noon', storyTime + day))
  await shop.store.submit(setBell(lost, 'lost', storyTime + day))
  deepEqual(shop.store.writer.sweep(), { found: 0, next: undefined })
  shop.pass(61_000)
  equal(shop.store.writer.sweep().found, 1)
  equal(shop.store.writer.sweep().found, 0)
  const { told } = await shop.processOf('ringing', lost)
  equal(told.life.stuck?.error, 'Nothing is under way and nobody is waited for.')
  equal((await shop.processOf('ringing', bell)).told.life.stuck, null)
})

test('the sweep looks past all who wait for a person by design', async () => {
  const shop = openShop()
  for (let bells = 0; bells < 230; bells += 1) {
    const bell = shop.id()
    shop.store.writer.batch([setBell(bell, 'noon', storyTime + day)])
    shop.store.writer.batch([onBell(shop.id(), 'still-bell', bell, 'noon')])
  }
  await shop.store.submit(setBell(shop.id(), 'lost', storyTime + day))
  shop.pass(61_000)
  const parts = [shop.store.writer.sweep()]
  while (parts.at(-1)?.next) parts.push(shop.store.writer.sweep())
  equal(parts.length, 3)
  equal(
    parts.reduce((sum, { found }) => sum + found, 0),
    1,
  )
})

test('the sweep finds a retry whose timer is gone, and a step that was forgotten in memory', async () => {
  const shop = openShop({
    fault: ({ intent, attempt }) => (intent === 'hold-coins' && attempt === 1 ? 'Busy' : undefined),
  })
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  meddle(shop, 'DELETE FROM timers')
  shop.pass(61_000)
  equal(shop.store.writer.sweep().found, 1)
  equal(
    (await shop.processOf('selling', sale.id)).told.life.stuck?.error,
    'A step was never answered.',
  )
})

test('work that was left in its row is taken up by the next start', async () => {
  const first = openShop({ batchMs: 0 })
  const sale = askSale(first.id(), storyId(50), 1)
  first.store.writer.batch([addCoins(first.id(), storyId(50), 100), sale])
  equal(first.store.writer.hasWork(), true)
  await first.store.close()
  const shop = openShop({ folder: first.folder, clock: first.clock })
  shop.store.settleAll()
  equal((await shop.store.command(sale.id))?.state, 'succeeded')
})

test('a step whose outcome its process cannot fold fails alone, and its stream has no gap', async () => {
  const shop = openShop({ fault: ({ intent }) => (intent === 'ring-bell' ? 'Busy' : undefined) })
  const bell = shop.id()
  await shop.store.submit(setBell(bell, 'unfoldable', storyTime + 1_000))
  shop.pass(1_000)
  const step = await shop.store.query(
    row<{ id: string; state: string }>(
      'SELECT id, state FROM commands WHERE intent = ?',
      'ring-bell',
    ),
  )
  equal(step?.state, 'failed')
  deepEqual(typesOf(await shop.store.stream(`command-${step?.id}`)), [
    'CommandReceived',
    'CommandFailed',
  ])
  equal((await shop.store.submit(addCoins(shop.id(), storyId(50), 1))).kind, 'accepted')
  shop.pass(120_000)
  shop.store.writer.sweep()
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a process that throws is stuck with its words, and what it reacted to stands', async () => {
  const shop = openShop()
  const bell = shop.id()
  await shop.store.submit(setBell(bell, 'unreactable', storyTime + 1_000))
  shop.pass(1_000)
  const { events, told } = await shop.processOf('ringing', bell)
  deepEqual(typesOf(events), ['EventNoted', 'TimerFired', 'ProcessStuck'])
  equal(told.life.stuck?.error, 'This is a defect')
})

test('a poison command fails alone in a batch, and every other is carried out', async () => {
  const shop = openShop()
  const commands = Array.from({ length: 40 }, (_, index) =>
    addCoins(shop.id(), storyId(50), index === 20 ? 13 : 1),
  )
  const { submissions, settled } = shop.store.writer.batch(commands)
  const states = submissions.map((one) => (one.kind === 'accepted' ? one.command.state : one.kind))
  equal(states.filter((state) => state === 'succeeded').length, 39)
  equal(states[20], 'failed')
  equal(settled.length, 40)
  const purse = await shop.store.query(rows('SELECT free FROM {purses}'))
  deepEqual(purse, [{ free: 39 }])
  deepEqual(faultsOfLog(shop.folder), [])
})

test('types of a command that was rolled back are not taken for known', async () => {
  const shop = openShop()
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  await shop.store.rehearse(askSale(shop.id(), storyId(50), 1))
  await shop.store.submit(askSale(shop.id(), storyId(50), 1))
  const types = await shop.store.query(rows<{ type: string }>('SELECT type FROM event_types'))
  const used = await shop.store.query(rows<{ type: string }>('SELECT DISTINCT type FROM events'))
  deepEqual(types.map(({ type }) => type).sort(), used.map(({ type }) => type).sort())
  ok(types.some(({ type }) => type === 'SaleMade'))
})
