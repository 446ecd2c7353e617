import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { process, ready } from '../stories/ready-story.ts'
import { lapseOrder } from './lapse-order.ts'

const given = story(lapseOrder)
const puttingBack = { type: 'OrderPuttingBackStarted', data: { reason: 'Not collected' } }

test('an order lapses once all of it is back', () =>
  given(...ready, puttingBack)
    .when(process, {})
    .thenEvents({ type: 'OrderLapsed', data: {} }))

test('no order lapses that nobody put back', () =>
  given(...ready)
    .when(process, {})
    .thenRefused('ready'))
