import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { handingOver, kofi, ready, started } from '../stories/ready-story.ts'
import { putBackOrder } from './put-back-order.ts'

const given = story(putBackOrder)
const why = { reason: 'Maria called: not needed' }

test('a ready order goes back on the shelf, with the reason', () =>
  given(...ready)
    .when(kofi, why)
    .thenEvents({ type: 'OrderPuttingBackStarted', data: why }))

test('what is not ready, or goes over the desk just now, does not go back', () => {
  given(...started)
    .when(kofi, why)
    .thenRefused('preparing')
  given(...handingOver)
    .when(kofi, why)
    .thenRefused('handing-over')
})
