import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { maria, placedOrder, pricedOrder, tapeLine } from '../stories/order-story.ts'
import { denyOrder } from './deny-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: maria }
const placed = placedOrder(tapeLine)
const priced = pricedOrder(tapeLine)
const confirmed = { type: 'OrderConfirmed', data: { total: 1990, promised: null } }
const mistake = { reason: 'mistake', note: 'Sorry' } as const
const cancelling = { type: 'OrderCancellationStarted', data: mistake }
const shortage = { code: 'short-stock', facts: { left: 1, asked: 2, name: 'Tape, 5 m' } }
const denied = { type: 'OrderDenied', data: shortage }
const given = story(denyOrder)

test('an order that cannot be had is denied with the reason', () =>
  given(placed, priced).when(system, shortage).thenEvents(denied))

test('a cancellation that came first wins over a denial', () =>
  given(placed, cancelling).when(system, shortage).thenRefused('cancelling'))

test('what is confirmed is not denied', () =>
  given(placed, priced, confirmed).when(system, shortage).thenRefused('confirmed'))
