import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { askDelaysMs } from '#kernel/process.ts'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { addCoins, askSale, askTour, faultsOfLog, typesOf } from '#store/contract/toy-clinic.ts'
import { openShop, type Shop, type ShopSettings } from '#store/contract/toy-shop.ts'

const purse = storyId(50)
const minute = 60_000

/** A sale from a purse with enough in it, in a shop with this fault. */
async function begin(fault: NonNullable<ShopSettings['fault']>) {
  const shop = openShop({ fault })
  await shop.store.submit(addCoins(shop.id(), purse, 100))
  const sale = askSale(shop.id(), purse, 1)
  await shop.store.submit(sale)
  return { shop, sale }
}

const hangs =
  (intent: string, times: number): NonNullable<ShopSettings['fault']> =>
  (struck) =>
    struck.intent === intent && struck.asked < times ? { do: 'hang' } : undefined

const losesAnswer =
  (intent: string, times: number): NonNullable<ShopSettings['fault']> =>
  (struck) =>
    struck.intent === intent && struck.asked < times ? { do: 'lose' } : undefined

async function purseOf(shop: Shop): Promise<readonly string[]> {
  return typesOf(await shop.store.stream(`purse-${purse}`))
}

async function stateOf(shop: Shop, id: string) {
  return (await shop.store.command(id))?.state
}

test('a step that hangs is asked again after two minutes, under the same id', async () => {
  const { shop, sale } = await begin(hangs('hold-coins', 1))
  equal(await stateOf(shop, sale.id), 'in-progress')
  shop.pass(2 * minute - 1)
  deepEqual(await purseOf(shop), ['CoinsAdded'])
  shop.pass(1)
  equal(await stateOf(shop, sale.id), 'succeeded')
  const { events } = await shop.processOf('selling', sale.id)
  const commands = events.flatMap(({ type, data }) =>
    /^Step/.test(type) && (data as { step: string }).step === 'hold'
      ? [[type, (data as { command: string }).command]]
      : [],
  )
  const [, id] = commands[0] ?? []
  deepEqual(commands, [
    ['StepSent', id],
    ['StepAskedAgain', id],
    ['StepSucceeded', id],
  ])
  deepEqual(await purseOf(shop), ['CoinsAdded', 'CoinsHeld'])
  deepEqual(await shop.timersOf('selling', sale.id), [])
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step whose answer is lost was done once, and says so when it is asked again', async () => {
  const { shop, sale } = await begin(losesAnswer('hold-coins', 2))
  deepEqual(await purseOf(shop), ['CoinsAdded', 'CoinsHeld'])
  equal(await stateOf(shop, sale.id), 'in-progress')
  shop.pass(2 * minute)
  equal(await stateOf(shop, sale.id), 'in-progress')
  shop.pass(2 * minute)
  equal(await stateOf(shop, sale.id), 'succeeded')
  deepEqual(await purseOf(shop), ['CoinsAdded', 'CoinsHeld'])
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a refusal whose answer is lost is heard of later', async () => {
  const { shop, sale } = await begin((struck) =>
    struck.intent === 'make-sale' && struck.asked < 1 ? { do: 'lose' } : undefined,
  )
  const more = askSale(shop.id(), purse, 9)
  await shop.store.submit(more)
  shop.pass(2 * minute)
  equal(await stateOf(shop, sale.id), 'succeeded')
  equal(await stateOf(shop, more.id), 'rejected')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('after the fifth time nobody answers the process is stuck, and nothing is undone', async () => {
  const { shop, sale } = await begin(hangs('hold-coins', 100))
  for (const [index, delay] of [...askDelaysMs, askDelaysMs[0] ?? 0].entries()) {
    equal((await shop.processOf('selling', sale.id)).told.life.steps[0]?.asked, index)
    shop.pass(delay)
  }
  const { told, events } = await shop.processOf('selling', sale.id)
  equal(told.life.stuck?.tries, 6)
  equal(typesOf(events).filter((type) => type === 'StepAskedAgain').length, askDelaysMs.length)
  equal(typesOf(events).filter((type) => type === 'ProcessStuck').length, 1)
  ok(!typesOf(events).includes('CompensationStarted'))
  deepEqual(await shop.timersOf('selling', sale.id), [])
  shop.pass(30 * 24 * 60 * minute)
  equal((await shop.processOf('selling', sale.id)).events.length, events.length)
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step that waits for its turn here is late, and is not given up as unanswered', async () => {
  const shop = openShop({ fault: hangs('hold-coins', askDelaysMs.length), batchMs: 0 })
  await shop.store.submit(addCoins(shop.id(), purse, 100))
  const sales = [1, 1, 1].map((things) => askSale(shop.id(), purse, things))
  for (const sale of sales) await shop.store.submit(sale)
  for (const delay of askDelaysMs.slice(0, -1)) shop.pass(delay)
  // The last time all are asked for at once, and only the first has its turn before time is up.
  shop.clock.set(shop.clock.now() + (askDelaysMs.at(-1) ?? 0), 0)
  shop.store.writer.batch([])
  shop.pass(askDelaysMs[0] ?? 0)
  for (const { id } of sales) {
    equal(await stateOf(shop, id), 'succeeded')
    ok(!typesOf((await shop.processOf('selling', id)).events).includes('ProcessStuck'))
  }
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step that waits for its turn before it hangs is asked again two minutes after it was sent', async () => {
  const shop = openShop({ fault: hangs('hold-coins', 1), batchMs: 0 })
  await shop.store.submit(addCoins(shop.id(), purse, 100))
  shop.store.settleAll()
  const sales = [1, 1, 1].map((things) => askSale(shop.id(), purse, things))
  // Only the first has its turn now.
  shop.store.writer.batch(sales)
  shop.pass(2 * minute)
  for (const { id } of sales) equal(await stateOf(shop, id), 'succeeded')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step left without an answer is not taken up by a start, but by its timer', async () => {
  const { shop, sale } = await begin(hangs('hold-coins', 1))
  await shop.store.close()
  const again = openShop({ folder: shop.folder, clock: shop.clock })
  again.pass(0)
  deepEqual(await purseOf(again), ['CoinsAdded'])
  again.pass(2 * minute)
  equal(await stateOf(again, sale.id), 'succeeded')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('an undo that hangs is asked again, and nothing else is undone before it', async () => {
  const legs = [storyId(61), storyId(62), storyId(63)]
  const second = `leg-${legs[1]}`
  const shop = openShop({
    fault: ({ intent, target, asked }) =>
      intent === 'release-leg' && target === second && asked < 1 ? { do: 'hang' } : undefined,
  })
  await shop.store.submit(askTour(shop.id(), [legs[2] ?? '']))
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  deepEqual(typesOf(await shop.store.stream(`leg-${legs[0]}`)), ['LegBooked'])
  shop.pass(2 * minute)
  deepEqual(typesOf(await shop.store.stream(`leg-${legs[0]}`)), ['LegBooked', 'LegReleased'])
  equal(await stateOf(shop, tour.id), 'rejected')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step that is refused by a fault is undone like any other refusal', async () => {
  const { shop, sale } = await begin(({ intent }) =>
    intent === 'make-sale' ? { do: 'refuse' } : undefined,
  )
  const command = await shop.store.command(sale.id)
  deepEqual([command?.state, command?.outcome.code], ['rejected', 'fault'])
  const lost = await shop.store.query(
    rows<{ state: string }>(`SELECT state FROM commands WHERE state IN ('received', 'sent')`),
  )
  deepEqual(lost, [])
})
