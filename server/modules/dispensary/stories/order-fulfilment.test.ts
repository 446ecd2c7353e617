import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import {
  all,
  booksHold,
  codeOf,
  confirmed,
  cream,
  dara,
  dayMs,
  did,
  endOf,
  kofi,
  maria,
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
  stateOf,
} from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import { orderById, orderStream } from '../published.ts'

const mistake = { reason: 'mistake', note: '' }

test('an order is prepared, handed over, and only then paid for', async () => {
  const world = await openBench()
  await ready(world)
  const one = await world.store.query(orderById(order))
  deepStrictEqual([one?.state, one?.claimedBy, one?.shelf], ['ready', ids.kofi, 'B3'])
  deepStrictEqual(await moneyOf(world), [1010, 3990, 0])
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  deepStrictEqual([await stateOf(world), await endOf(world)], ['handed-over', 'handed-over'])
  deepStrictEqual(await shelfOf(world), [3, 2])
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'handed-over')
  await booksHold(world)
})

test('what is missing is given back when the order is ready, and only the rest is paid', async () => {
  const world = await openBench()
  await ready(world, {
    lines: [row(ids.tape, 1, '', 'One was torn'), row(cream, 2, 'L2')],
    shelf: '',
  })
  deepStrictEqual(await moneyOf(world), [2005, 2995, 0])
  deepStrictEqual(await shelfOf(world), [4, 2])
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  deepStrictEqual(await moneyOf(world), [2005, 0, 2995])
  deepStrictEqual(await shelfOf(world), [4, 2])
  await booksHold(world)
})

test('a line of which nothing is there is left out as a whole', async () => {
  const world = await openBench()
  await ready(world, { lines: [row(ids.tape, 2), row(cream, 0, '', 'None is left')], shelf: '' })
  deepStrictEqual(await moneyOf(world), [3010, 1990, 0])
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  deepStrictEqual(await moneyOf(world), [3010, 0, 1990])
  deepStrictEqual(await shelfOf(world), [3, 4])
  await booksHold(world)
})

test('what the shelf refuses is picked again, from another lot', async () => {
  const world = await openBench()
  await confirmed(world)
  await did(world, kofi, 'start-preparing')
  const wrong = { lines: [row(ids.tape, 2), row(cream, 2, 'L1')], shelf: '' }
  deepStrictEqual(await did(world, kofi, 'mark-ready', wrong), 'lot-short')
  deepStrictEqual(await stateOf(world), 'preparing')
  deepStrictEqual(await moneyOf(world), [1010, 3990, 0])
  deepStrictEqual(await did(world, kofi, 'mark-ready', all), 'succeeded')
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  await booksHold(world)
})

test('of two dispensers one gets the order, and the other hears who has it', async () => {
  const world = await openBench()
  await confirmed(world)
  deepStrictEqual(await did(world, kofi, 'start-preparing'), 'succeeded')
  deepStrictEqual(await did(world, dara, 'start-preparing'), 'claimed')
  deepStrictEqual(await did(world, dara, 'mark-ready', all), 'not-yours')
  const why = { reason: 'Kofi is at lunch' }
  deepStrictEqual(await did(world, dara, 'take-over-preparation', why), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'mark-ready', all), 'not-yours')
  deepStrictEqual(await did(world, dara, 'put-back-preparation', why), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'mark-ready', all), 'confirmed')
  deepStrictEqual(await did(world, kofi, 'start-preparing'), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'mark-ready', all), 'succeeded')
  await booksHold(world)
})

for (const stage of ['confirmed', 'preparing', 'ready'] as const) {
  test(`cancelled when it is ${stage}, nothing is held, reserved or charged`, async () => {
    const world = await openBench()
    if (stage === 'ready') await ready(world)
    else await confirmed(world)
    if (stage === 'preparing') await did(world, kofi, 'start-preparing')
    const told = { confirmed: 'succeeded', preparing: 'started', ready: 'made' }[stage]
    deepStrictEqual(await did(world, maria, 'cancel-order', mistake), told)
    const staff = stage === 'confirmed' ? 'cancelled' : 'succeeded'
    deepStrictEqual(await did(world, sam, 'cancel-order', mistake), staff)
    deepStrictEqual(await moneyOf(world), [5000, 0, 0])
    deepStrictEqual(await shelfOf(world), [5, 4])
    deepStrictEqual(await endOf(world), 'cancelled')
    await booksHold(world)
  })
}

test('once it is handed over it can be cancelled no more', async () => {
  const world = await openBench()
  await ready(world)
  await did(world, sam, 'hand-over-order', pay)
  deepStrictEqual(await did(world, sam, 'cancel-order', mistake), 'done')
  await booksHold(world)
})

test('the patient collects by the code, which may be mistyped four times', async () => {
  const world = await openBench()
  await ready(world)
  for (let tries = 0; tries < 4; tries += 1) {
    deepStrictEqual(await did(world, maria, 'collect-order', { code: 'wrong' }), 'wrong')
  }
  const code = await codeOf(world)
  deepStrictEqual(await did(world, maria, 'collect-order', { code }), 'succeeded')
  deepStrictEqual([await stateOf(world), await endOf(world)], ['collected', 'collected'])
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  await booksHold(world)
})

test('a code that was mistyped five times is dead, and the desk gives a new one', async () => {
  const world = await openBench()
  await ready(world)
  const old = await codeOf(world)
  for (let tries = 0; tries < 5; tries += 1) await did(world, maria, 'collect-order', { code: '-' })
  deepStrictEqual(await did(world, maria, 'collect-order', { code: old }), 'code-dead')
  deepStrictEqual(await did(world, sam, 'give-new-code'), 'succeeded')
  deepStrictEqual(await did(world, maria, 'collect-order', { code: old }), 'wrong')
  const code = await codeOf(world)
  deepStrictEqual(await did(world, maria, 'collect-order', { code }), 'succeeded')
  await booksHold(world)
})

test('what nobody collects is kept for fourteen days, with three reminders', async () => {
  const world = await openBench()
  await ready(world)
  for (let day = 0; day < 13; day += 1) pass(world, dayMs)
  deepStrictEqual(await stateOf(world), 'ready')
  const events = await world.store.stream(orderStream(order))
  const reminded = events.filter(({ type }) => type === 'CollectionReminded')
  deepStrictEqual(
    reminded.map(({ data }) => (data as { day: number }).day),
    [3, 7, 12],
  )
  pass(world, dayMs)
  deepStrictEqual([await stateOf(world), await endOf(world)], ['lapsed', 'lapsed'])
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  // The one tube of the first lot is past its day by then, so three can be had.
  deepStrictEqual(await shelfOf(world), [5, 3])
  deepStrictEqual(await did(world, maria, 'collect-order', { code: await codeOf(world) }), 'late')
  await booksHold(world)
})

test('the dispenser puts back what is not wanted before its time is over', async () => {
  const world = await openBench()
  await ready(world)
  const why = { reason: 'Maria called' }
  deepStrictEqual(await did(world, kofi, 'put-back-order', why), 'succeeded')
  deepStrictEqual(await stateOf(world), 'lapsed')
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  await booksHold(world)
})

test('an order that nobody prepares for a working day is called out once', async () => {
  const world = await openBench()
  await confirmed(world)
  pass(world, dayMs)
  pass(world, dayMs)
  const events = await world.store.stream(orderStream(order))
  deepStrictEqual(
    events.flatMap(({ type, data }) => (type === 'OrderWaitsLong' ? [data] : [])),
    [{ stage: 'confirmed' }],
  )
  await booksHold(world)
})

test('what expired while it lay ready goes back to the bench, not to the patient', async () => {
  const world = await openBench()
  await ready(world)
  pass(world, 9 * dayMs)
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'expired-lot')
  const code = await codeOf(world)
  deepStrictEqual(await did(world, maria, 'collect-order', { code }), 'look-first')
  const why = { reason: 'A lot expired' }
  deepStrictEqual(await did(world, dara, 'put-back-preparation', why), 'succeeded')
  deepStrictEqual(await did(world, dara, 'start-preparing'), 'succeeded')
  const again = { lines: [row(ids.tape, 2), row(cream, 2, 'L2')], shelf: 'B4' }
  deepStrictEqual(await did(world, dara, 'mark-ready', again), 'succeeded')
  deepStrictEqual(await did(world, maria, 'collect-order', { code }), 'wrong')
  deepStrictEqual(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  deepStrictEqual(await moneyOf(world), [1010, 0, 3990])
  await booksHold(world)
})

test('somebody who is not named collects only with what the patient said to it', async () => {
  const world = await openBench()
  await ready(world)
  const joe = { ...pay, receivedBy: 'proxy', receiver: 'Joe Santos' }
  deepStrictEqual(await did(world, sam, 'hand-over-order', joe), 'not-proxy')
  const agreed = { ...joe, consent: 'Maria said on the phone: my brother comes' }
  deepStrictEqual(await did(world, sam, 'hand-over-order', agreed), 'succeeded')
  await booksHold(world)
})

test('a manager puts a claimed order back on the bench for somebody who is ill', async () => {
  const world = await openBench()
  await confirmed(world)
  await did(world, kofi, 'start-preparing')
  deepStrictEqual(await did(world, nora, 'put-back-preparation', { reason: 'Ill' }), 'succeeded')
  deepStrictEqual(await stateOf(world), 'confirmed')
  await booksHold(world)
})
