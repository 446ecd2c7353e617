import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { placedOrder, tapeLine } from '../order-story.ts'
import { settleOrder } from './settle-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: null }
const given = story(settleOrder)
const placed = placedOrder(tapeLine)
const as = 'They have the goods'

test('an order that was settled by hand is over', () =>
  given(placed).when(system, { as }).thenEvents({ type: 'OrderSettledByHand', data: { as } }))

test('what has ended already is not ended again', () =>
  given(placed, { type: 'OrderSettledByHand', data: { as } }).when(system, { as }).thenEvents())

test('what was never placed is not settled', () =>
  given().when(system, { as }).thenRefused('no-order'))
