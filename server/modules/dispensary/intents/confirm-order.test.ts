import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { maria, placedOrder, pricedOrder, tapeLine } from '../order-story.ts'
import { confirmOrder } from './confirm-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: maria }
const placed = placedOrder(tapeLine)
const priced = pricedOrder(tapeLine)
const confirmed = { type: 'OrderConfirmed', data: { total: 1990 } }
const mistake = { reason: 'mistake', note: 'Sorry' } as const
const cancelling = { type: 'OrderCancellationStarted', data: mistake }
const given = story(confirmOrder)

test('a priced order is confirmed for its total', () =>
  given(placed, priced).when(system, {}).thenEvents(confirmed))

test('an order is not confirmed before its prices are checked', () =>
  given(placed).when(system, {}).thenRefused('not-priced'))

test('an order that is being cancelled is not confirmed any more', () =>
  given(placed, priced, cancelling).when(system, {}).thenRefused('cancelling'))

test('nothing is confirmed that was not placed', () =>
  given().when(system, {}).thenRefused('no-order'))
