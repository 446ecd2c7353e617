import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import {
  confirmed,
  handedOver,
  handingOver,
  process,
  ready,
  started,
} from '../stories/ready-story.ts'
import { undoOrder } from './undo-order.ts'

const given = story(undoOrder)
const why = { reason: 'The till was down' }
const undone = { type: 'OrderUndone', data: why } as const

test('whatever was confirmed and is not over can be undone', () => {
  for (const before of [confirmed, started, ready, handingOver]) {
    given(...before)
      .when(process, why)
      .thenEvents(undone)
  }
})

test('what is over, or ends by itself, is not undone', () => {
  given(...handedOver)
    .when(process, why)
    .thenRefused('handed-over')
  const cancelling = { type: 'OrderCancellationStarted', data: { reason: 'mistake', note: '' } }
  given(...ready, cancelling)
    .when(process, why)
    .thenRefused('cancelling')
})
