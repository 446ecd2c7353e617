import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from './event.ts'
import type { ProcessEvent } from './process-events.ts'
import { live } from './process-life.ts'
import { unborn } from './step-life.ts'

const order = { intent: 'hold-money', target: 'wallet-1', attempt: 1, command: 'c', data: {} }

const stuckAtHold: readonly ProcessEvent[] = [
  { type: 'StepSent', data: { step: 'hold', ...order } },
  { type: 'StepGivenUp', data: { step: 'hold', tries: 6, error: 'Nobody answered' } },
  { type: 'ProcessStuck', data: { process: 'order', step: 'hold', error: '', tries: 6 } },
]

function lifeAfter(...events: readonly ProcessEvent[]) {
  return events.reduce((life, event) => live(life, { ...event, at: 1 } as Envelope), unborn)
}

test('an answer that comes after its step was given up sets the process free', () => {
  equal(lifeAfter(...stuckAtHold).stuck?.step, 'hold')
  const { stuck, steps } = lifeAfter(...stuckAtHold, {
    type: 'StepSucceeded',
    data: { step: 'hold', command: 'c', receipt: {}, undoneBy: null, target: 'wallet-1' },
  })
  deepEqual([stuck, steps[0]?.state], [null, 'succeeded'])
})

test('the answer to another step does not', () => {
  const life = lifeAfter(...stuckAtHold, {
    type: 'StepRejected',
    data: { step: 'reserve', command: 'd', code: 'short', facts: {} },
  })
  equal(life.stuck?.step, 'hold')
})

test('an undo that is answered late sets it free as well', () => {
  const { stuck } = lifeAfter(
    { type: 'StepSent', data: { step: 'hold', ...order } },
    { type: 'StepSent', data: { step: 'undo:hold', undoes: 'hold', ...order } },
    { type: 'StepGivenUp', data: { step: 'undo:hold', tries: 6, error: 'Nobody answered' } },
    { type: 'ProcessStuck', data: { process: 'order', step: 'undo:hold', error: '', tries: 6 } },
    { type: 'StepUndone', data: { step: 'hold', command: 'c' } },
  )
  equal(stuck, null)
})
