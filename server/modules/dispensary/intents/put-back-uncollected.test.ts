import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { handedOver, process, ready } from '../stories/ready-story.ts'
import { putBackUncollected } from './put-back-uncollected.ts'

const given = story(putBackUncollected)

test('what nobody collected in its time goes back', () =>
  given(...ready)
    .when(process, {})
    .thenEvents({
      type: 'OrderPuttingBackStarted',
      data: { reason: 'Not collected within 14 days.' },
    }))

test('what was collected in the last minute does not', () =>
  given(...handedOver)
    .when(process, {})
    .thenRefused('handed-over'))
