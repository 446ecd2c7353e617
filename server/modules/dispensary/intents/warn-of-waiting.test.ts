import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { confirmed, process, ready, started } from '../stories/ready-story.ts'
import { warnOfWaiting } from './warn-of-waiting.ts'

const given = story(warnOfWaiting)
const data = { stage: 'confirmed' } as const

test('an order that waits on the bench says so', () => {
  for (const before of [confirmed, started]) {
    given(...before)
      .when(process, data)
      .thenEvents({ type: 'OrderWaitsLong', data })
  }
})

test('what is ready waits for nobody on the bench', () =>
  given(...ready)
    .when(process, data)
    .thenRefused('ready'))
