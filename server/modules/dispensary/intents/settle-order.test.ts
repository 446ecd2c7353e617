import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { placedOrder, tapeLine } from '../stories/order-story.ts'
import { settleOrder } from './settle-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: null }
const given = story(settleOrder)
const placed = placedOrder(tapeLine)
const as = 'They have the goods'
const handedOver = { type: 'OrderHandedOver', data: { lines: [], total: 995 } } as const

test('an order that was settled by hand is over', () =>
  given(placed)
    .when(system, { as, given: true })
    .thenEvents({ type: 'OrderSettledByHand', data: { as } }))

test('what has ended already is not ended again', () =>
  given(placed, { type: 'OrderSettledByHand', data: { as } })
    .when(system, { as, given: false })
    .thenEvents())

test('what was handed over stays so where they keep it, and is settled where nothing was given', () => {
  given(placed, handedOver).when(system, { as, given: true }).thenEvents()
  const nothing = { as: 'Nothing was given' }
  given(placed, handedOver)
    .when(system, { ...nothing, given: false })
    .thenEvents({ type: 'OrderSettledByHand', data: nothing })
})

test('what was never placed is not settled', () =>
  given().when(system, { as, given: true }).thenRefused('no-order'))
