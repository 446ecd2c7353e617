import { deepEqual, equal, ok } from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { row, rows } from '#kernel/query.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { toyModule } from '../contract/toy.ts'
import { bellModule } from '../contract/toy-bell.ts'
import { addCoins, askSale, faultsOfLog, onBell, setBell } from '../contract/toy-clinic.ts'
import { openShop, type Shop } from '../contract/toy-shop.ts'
import { openWriter } from './connection.ts'
import { databaseName } from './local-store.ts'
import type { Rebuilding, Rebuilt } from './rebuild.ts'

const tomorrow = storyTime + 86_400_000

function meddle(shop: Shop, sql: string): void {
  const db = openWriter(join(shop.folder, databaseName))
  db.exec(sql)
  db.close()
}

function finish(rebuilding: Rebuilding, between: () => void = () => undefined): Rebuilt {
  for (let steps = 0; steps < 1_000; steps += 1) {
    const outcome = rebuilding.step(0)
    if (outcome) return outcome
    between()
  }
  throw new Error('The rebuild does not end')
}

const purses = rows<{ id: string; free: number }>('SELECT id, free FROM {purses} ORDER BY id')
const standing = (name: string) =>
  row<{ status: string; position: number; error: string | null }>(
    'SELECT status, position, error FROM checkpoints WHERE name = ?',
    name,
  )

async function fill(shop: Shop, count: number): Promise<void> {
  const commands = Array.from({ length: count }, (_, index) =>
    addCoins(shop.id(), storyId(5_000 + (index % 40)), 1),
  )
  shop.store.writer.batch(commands)
}

test('commands go on while a model is rebuilt, and the result is what it was', async () => {
  const shop = openShop()
  await fill(shop, 1_500)
  const rebuilding = shop.store.rebuild('purses')
  let taken = 0
  const outcome = finish(rebuilding, () => {
    shop.store.writer.batch([addCoins(shop.id(), storyId(5_000), 1)])
    taken += 1
  })
  ok(taken > 3, `${taken} commands were taken in between`)
  deepEqual(outcome, { name: 'purses', rows: 40, differed: false })
  const held = await shop.store.query(purses)
  equal(
    held.reduce((sum, { free }) => sum + free, 0),
    1_500 + taken,
  )
  shop.store.writer.batch([addCoins(shop.id(), storyId(5_000), 1)])
  const after = await shop.store.query(purses)
  equal(
    after.reduce((sum, { free }) => sum + free, 0),
    1_501 + taken,
  )
})

test('a damaged table is repaired, and it is told that it had differed', async () => {
  const shop = openShop()
  await fill(shop, 80)
  const before = await shop.store.query(purses)
  meddle(
    shop,
    'UPDATE purses_v1 SET free = free + 1000 WHERE rowid = 7; DELETE FROM purses_v1 WHERE rowid = 9',
  )
  deepEqual(finish(shop.store.rebuild('purses')), { name: 'purses', rows: 40, differed: true })
  deepEqual(await shop.store.query(purses), before)
})

test('a guard that was rebuilt still refuses', async () => {
  const shop = openShop()
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  await shop.store.submit(askSale(shop.id(), storyId(50), 4))
  finish(shop.store.rebuild('shelf'))
  const sale = askSale(shop.id(), storyId(50), 2)
  await shop.store.submit(sale)
  equal((await shop.store.command(sale.id))?.outcome.code, 'sold-out')
})

test('a model that breaks stops alone; commands and other models go on', async () => {
  const shop = openShop()
  const [first, crack, last] = [shop.id(), shop.id(), shop.id()]
  await shop.store.submit(setBell(first, 'noon', tomorrow))
  const until = await shop.store.head()
  const broken = await shop.store.submit(setBell(crack, 'crack', tomorrow))
  ok(broken.kind === 'accepted' && broken.command.state === 'succeeded')
  await shop.store.submit(setBell(last, 'noon', tomorrow))
  const stands = await shop.store.query(standing('bell-names'))
  equal(stands?.status, 'stopped')
  equal(stands?.position, until)
  ok(stands?.error?.includes('The model cannot take this'))
  equal(await shop.store.reached('bell-names', until + 1, 0), false)
  equal((await shop.store.query(standing('processes')))?.position, await shop.store.head())
  deepEqual(await shop.store.query(rows('SELECT id FROM {bell_names}')), [{ id: first }])
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a model that cannot be built at the start stands still, and the program starts', async () => {
  const first = openShop()
  await first.store.submit(setBell(first.id(), 'crack', tomorrow))
  await first.store.close()
  const again = openShop({ folder: first.folder, clock: first.clock })
  equal((await again.store.query(standing('bell-names')))?.status, 'stopped')
  await again.store.submit(addCoins(storyId(700), storyId(50), 5))
  equal((await again.store.query(standing('bell-names')))?.status, 'stopped')
  await again.store.close()
  const mended = openShop({
    folder: first.folder,
    clock: first.clock,
    modules: [toyModule, bellModule(true)],
  })
  equal((await mended.store.query(standing('bell-names')))?.status, 'live')
  await mended.store.submit(setBell(storyId(701), 'noon', tomorrow))
  equal((await mended.store.query(rows('SELECT id FROM {bell_names}'))).length, 2)
})

test('a model that stood still goes on once it is rebuilt', async () => {
  const shop = openShop()
  const rehearsed = await shop.store.rehearse(setBell(shop.id(), 'crack', tomorrow))
  equal(rehearsed.kind, 'events')
  await shop.store.submit(setBell(shop.id(), 'noon', tomorrow))
  equal((await shop.store.query(standing('bell-names')))?.status, 'live')
  meddle(shop, `DROP TABLE bell_names_v1`)
  await shop.store.submit(setBell(shop.id(), 'noon', tomorrow))
  equal((await shop.store.query(standing('bell-names')))?.status, 'stopped')
  meddle(
    shop,
    'CREATE TABLE bell_names_v1 (id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (id)) STRICT',
  )
  deepEqual(finish(shop.store.rebuild('bell-names')), {
    name: 'bell-names',
    rows: 2,
    differed: true,
  })
  await shop.store.submit(setBell(shop.id(), 'noon', tomorrow))
  equal((await shop.store.query(rows('SELECT id FROM {bell_names}'))).length, 3)
  equal(await shop.store.reached('bell-names', await shop.store.head(), 0), true)
})

test('a model that follows catches up after a restart, and one that breaks stops alone', async () => {
  const shop = openShop()
  const bell = shop.id()
  await shop.store.submit(setBell(bell, 'noon', tomorrow))
  const rings = Array.from({ length: 700 }, () => onBell(shop.id(), 'ring-bell', bell, 'noon'))
  shop.store.writer.batch(rings)
  equal((await shop.store.query(standing('rings')))?.status, 'following')
  await shop.store.close()
  const again = openShop({ folder: shop.folder, clock: shop.clock })
  equal(await again.store.reached('rings', await again.store.head(), 0), false)
  again.store.settleAll()
  equal(await again.store.reached('rings', await again.store.head(), 0), true)
  deepEqual(await again.store.query(rows('SELECT rings FROM {rings}')), [{ rings: 700 }])
  await again.store.submit(onBell(storyId(9_000), 'ring-bell', bell, 'deafening'))
  await again.store.submit(onBell(storyId(9_001), 'ring-bell', bell, 'noon'))
  const stands = await again.store.query(standing('rings'))
  equal(stands?.status, 'stopped')
  equal(stands?.error, 'Too loud')
  deepEqual(await again.store.query(rows('SELECT rings FROM {rings}')), [{ rings: 700 }])
})
