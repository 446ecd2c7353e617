import { test } from 'node:test'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { story, storyId } from '#kernel/story.ts'
import { done, gaveUp, knownAs, sent } from '../mend-story.ts'
import type { TryOutcome } from '../retry-events.ts'
import { lookAtRetried } from './look-at-retried.ts'

const system = { id: 'system:retry-many', role: 'system', onBehalfOf: null }
const error = 'The shelf did not answer'
const one = { case: storyId(50), number: 1, step: 'reserve-stock' }
const started = {
  type: 'RetryManyStarted',
  data: { process: 'Order', step: one.step, error, cases: [one] },
} as const

function looked(outcome: TryOutcome, said: string, ...happened: readonly ProcessEvent[]) {
  story(lookAtRetried)(started)
    .when(system, { case: one.case }, { facts: { known: knownAs(...happened) } })
    .thenEvents({ type: 'OneRetried', data: { case: one.case, outcome, error: said } })
}

test('what is done goes on', () => looked('went-on', '', sent(one.step), done(one.step, null)))

test('what is stuck again says the same, or something else', () => {
  looked('same', error, sent(one.step), ...gaveUp(one.step))
  looked('other', 'Full', sent(one.step), ...gaveUp(one.step, 'Full'))
})

test('what nobody answered yet is under way', () => looked('under-way', '', sent(one.step)))

test('a case that is none of them is not looked at', () =>
  story(lookAtRetried)(started)
    .when(system, { case: storyId(51) }, { facts: { known: undefined } })
    .thenRefused('no-such'))
