import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { caseIdOf, openCases } from '#modules/help-desk/published.ts'
import {
  all,
  booksHold,
  confirmed,
  did,
  endOf,
  kofi,
  moneyOf,
  nora,
  openBench,
  order,
  outcomeOf,
  pass,
  pay,
  ready,
  sam,
  shelfOf,
  stateOf,
} from '../../../testing/bench.ts'
import type { World, WorldSettings } from '../../../testing/world.ts'

type Fault = NonNullable<WorldSettings['fault']>

const minuteMs = 60_000
const mistake = { reason: 'mistake', note: '' }

/** A fault that strikes one kind of step, and can be mended. */
function faulty(intent: string, strike: ReturnType<Fault>) {
  const switches = { on: true }
  const fault: Fault = (struck) => (switches.on && struck.intent === intent ? strike : undefined)
  return { fault, switches }
}

/** Lets it be tried, or asked for, until it is given up. */
function wearOut(world: World): void {
  for (let tries = 0; tries < 8; tries += 1) pass(world, 40 * minuteMs)
}

async function casesOf(world: World): Promise<number> {
  return (await world.store.query(openCases())).length
}

async function atTheDesk(world: World, intent: string, data: object) {
  return did(world, nora, intent, data, `case-${caseIdOf(`process.order-${order}`)}`)
}

test('a hand-over whose payment does not work is tried again by the desk, and goes on', async () => {
  const { fault, switches } = faulty('take-held-money', 'The wallet did not answer')
  const world = await openBench({ fault })
  await ready(world)
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'in-progress')
  wearOut(world)
  deepStrictEqual([await stateOf(world), await casesOf(world)], ['handing-over', 1])
  deepStrictEqual(await did(world, sam, 'cancel-order', mistake), 'handing-over')
  switches.on = false
  deepStrictEqual(await atTheDesk(world, 'try-again', { when: 'now', time: '' }), 'succeeded')
  deepStrictEqual([await stateOf(world), await endOf(world)], ['handed-over', 'handed-over'])
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  deepStrictEqual(await casesOf(world), 0)
  await booksHold(world)
})

test('a hand-over that the desk undoes puts the goods back and frees the money', async () => {
  const { fault, switches } = faulty('finish-hand-over', 'The desk did not answer')
  const world = await openBench({ fault })
  await ready(world)
  await did(world, sam, 'hand-over-order', pay)
  wearOut(world)
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  deepStrictEqual(await shelfOf(world), [3, 2])
  switches.on = false
  const why = { reason: 'They left without it' }
  deepStrictEqual(await atTheDesk(world, 'undo-process', why), 'succeeded')
  deepStrictEqual([await stateOf(world), await endOf(world)], ['undone', 'compensated'])
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  deepStrictEqual(await shelfOf(world), [5, 4])
  await booksHold(world)
})

test('an order that stands still while it is picked is undone by the desk', async () => {
  const { fault, switches } = faulty('pick-stock', 'The shelf did not answer')
  const world = await openBench({ fault })
  await confirmed(world)
  await did(world, kofi, 'start-preparing')
  deepStrictEqual(await did(world, kofi, 'mark-ready', all), 'in-progress')
  wearOut(world)
  deepStrictEqual(await stateOf(world), 'picking')
  switches.on = false
  await atTheDesk(world, 'undo-process', { reason: 'The bench is flooded' })
  deepStrictEqual([await stateOf(world), await endOf(world)], ['undone', 'compensated'])
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  await booksHold(world)
})

test('cancelled while the shelf does not answer, nothing stays in the bag', async () => {
  const { fault } = faulty('pick-stock', 'The shelf did not answer')
  const world = await openBench({ fault })
  await confirmed(world)
  await did(world, kofi, 'start-preparing')
  const marked = await did(world, kofi, 'mark-ready', all)
  deepStrictEqual(marked, 'in-progress')
  deepStrictEqual(await did(world, sam, 'cancel-order', mistake), 'succeeded')
  deepStrictEqual(await endOf(world), 'cancelled')
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  deepStrictEqual(await shelfOf(world), [5, 4])
  await booksHold(world)
})

for (const intent of [
  'confirm-order',
  'pick-stock',
  'set-ready',
  'hand-out-stock',
  'take-held-money',
]) {
  test(`when the answer to ${intent} is lost, it is asked again and done once`, async () => {
    const { fault, switches } = faulty(intent, { do: 'lose' })
    const world = await openBench({ fault })
    const goOn = () => {
      switches.on = false
      pass(world, 2 * minuteMs)
    }
    await confirmed(world, goOn)
    await did(world, kofi, 'start-preparing')
    await did(world, kofi, 'mark-ready', all)
    if (intent === 'pick-stock') goOn()
    deepStrictEqual(await did(world, sam, 'hand-over-order', pay), goesOn(intent))
    goOn()
    deepStrictEqual([await stateOf(world), await endOf(world)], ['handed-over', 'handed-over'])
    deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
    deepStrictEqual(await outcomeOf(world, order), 'succeeded')
    await booksHold(world)
  })
}

// What is said of an order on its own stream does not wait for what its process has not heard yet.
const goesOn = (intent: string) =>
  ['hand-out-stock', 'take-held-money'].includes(intent) ? 'in-progress' : 'succeeded'

test('put back while the answer that it is ready is lost, all is free again', async () => {
  const { fault, switches } = faulty('set-ready', { do: 'lose' })
  const world = await openBench({ fault })
  await confirmed(world)
  await did(world, kofi, 'start-preparing')
  await did(world, kofi, 'mark-ready', all)
  deepStrictEqual(await stateOf(world), 'ready')
  const put = await did(world, kofi, 'put-back-order', { reason: 'Not wanted' })
  deepStrictEqual(put, 'in-progress')
  switches.on = false
  pass(world, 2 * minuteMs)
  deepStrictEqual([await stateOf(world), await endOf(world)], ['lapsed', 'lapsed'])
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  await booksHold(world)
})
