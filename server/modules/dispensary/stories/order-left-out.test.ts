import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { openCases } from '#modules/help-desk/published.ts'
import {
  booksHold,
  cream,
  endOf,
  moneyOf,
  order,
  shelfOf,
  stateOf,
} from '../../../testing/bench.ts'
import { atTheDesk, recalledMeanwhile } from '../../../testing/recalled-meanwhile.ts'
import { orderStream } from '../published.ts'

test('a lot recalled while its order is handed over stays here, and is not paid', async () => {
  const { world } = await recalledMeanwhile()
  deepStrictEqual([await stateOf(world), await endOf(world)], ['handed-over', 'handed-over'])
  deepStrictEqual(await moneyOf(world), [3010, 0, 1990])
  // The recalled lot is not for sale any more; what is left of the other is.
  deepStrictEqual(await shelfOf(world), [3, 1])
  deepStrictEqual(await world.store.query(openCases()), [])
  const events = await world.store.stream(orderStream(order))
  const line = { item: cream, quantity: 2, code: 'recalled-lot', lot: 'L2', amount: 2000 }
  deepStrictEqual(
    events.slice(-2).map(({ type }) => type),
    ['OrderLineLeftOut', 'OrderHandedOver'],
  )
  deepStrictEqual(events.at(-2)?.data, { ...line, name: 'Cream' })
  await booksHold(world)
})

test('whoever collects it by its code leaves it out too', async () => {
  const { world } = await recalledMeanwhile('', 'code')
  deepStrictEqual([await stateOf(world), await endOf(world)], ['collected', 'collected'])
  deepStrictEqual(await moneyOf(world), [3010, 0, 1990])
  await booksHold(world)
})

test('what was left out stays left out when the desk undoes the rest', async () => {
  const { world, broken } = await recalledMeanwhile('finish-hand-over')
  deepStrictEqual(await moneyOf(world), [3010, 0, 1990])
  broken.at = ''
  const why = { reason: 'They left without it' }
  deepStrictEqual(await atTheDesk(world, 'undo-process', why), 'succeeded')
  deepStrictEqual([await stateOf(world), await endOf(world)], ['undone', 'compensated'])
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  deepStrictEqual(await shelfOf(world), [5, 1])
  await booksHold(world)
})
