import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { endRetries } from './end-retries.ts'

const system = { id: 'system:retry-many', role: 'system', onBehalfOf: null }
const started = {
  type: 'RetryManyStarted',
  data: {
    process: 'Order',
    step: 'price-order',
    error: 'Busy',
    cases: [{ case: storyId(50), number: 1, step: 'price-order' }],
  },
} as const
const tried = {
  type: 'OneRetried',
  data: { case: storyId(50), outcome: 'went-on', error: '' },
} as const

test('when all were tried it is told how many go on', () =>
  story(endRetries)(started, tried)
    .when(system, { error: '' })
    .thenEvents({ type: 'RetryManyEnded', data: { tried: 1, wentOn: 1, error: '' } }))

test('what was never begun does not end', () =>
  story(endRetries)().when(system, { error: '' }).thenRefused('no-such'))
