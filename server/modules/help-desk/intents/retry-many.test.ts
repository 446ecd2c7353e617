import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { nora } from '../mend-story.ts'
import { retryMany } from './retry-many.ts'

const which = storyId(50)
const one = (number: number) => ({
  case: storyId(50 + number),
  number,
  stream: `process.order-${storyId(50 + number)}`,
  title: 'Order',
  step: `reserve-stock:${number}`,
  kind: 'reserve-stock',
  error: 'The shelf did not answer',
  person: null,
})

test('all that are stuck in the same way are tried again', () =>
  story(retryMany)()
    .when(nora, { which }, { facts: { stuck: [one(1), one(2)] } })
    .thenEvents({
      type: 'RetryManyStarted',
      data: {
        process: 'Order',
        step: 'reserve-stock',
        error: 'The shelf did not answer',
        cases: [
          { case: storyId(51), number: 1, step: 'reserve-stock:1' },
          { case: storyId(52), number: 2, step: 'reserve-stock:2' },
        ],
      },
    }))

test('where nothing is stuck like that any more there is nothing to try', () =>
  story(retryMany)()
    .when(nora, { which }, { facts: { stuck: [] } })
    .thenRefused('none'))
