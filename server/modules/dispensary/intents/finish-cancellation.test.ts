import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { maria, placedOrder, pricedOrder, tapeLine } from '../stories/order-story.ts'
import { finishCancellation } from './finish-cancellation.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: maria }
const placed = placedOrder(tapeLine)
const priced = pricedOrder(tapeLine)
const mistake = { reason: 'mistake', note: 'Sorry' } as const
const cancelling = { type: 'OrderCancellationStarted', data: mistake }
const cancelled = { type: 'OrderCancelled', data: { reason: 'mistake' } }
const given = story(finishCancellation)

test('a cancellation is finished with the reason that was given', () =>
  given(placed, cancelling).when(system, {}).thenEvents(cancelled))

test('a finished cancellation stays finished when the step is asked again', () =>
  given(placed, cancelling, cancelled).when(system, {}).thenEvents())

test('nobody’s order is cancelled without having been asked', () =>
  given(placed, priced).when(system, {}).thenRefused('not-asked'))
