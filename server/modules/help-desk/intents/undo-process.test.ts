import { test } from 'node:test'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { story, storyTime } from '#kernel/story.ts'
import {
  caseOpened,
  gaveUp,
  heldAndStuck,
  knownAs,
  nora,
  sam,
  sent,
  stuckStream,
} from '../mend-story.ts'
import { undoProcess } from './undo-process.ts'

const given = story(undoProcess)
const why = { reason: 'He bought it elsewhere' }
const facts = (...happened: readonly ProcessEvent[]) => ({ facts: { stuck: knownAs(...happened) } })
const started = { type: 'UndoStarted', data: { process: stuckStream, ...why } } as const

test('a manager has everything undone that a stuck process did', () =>
  given(caseOpened)
    .when(nora, why, facts(...heldAndStuck(90_000)))
    .thenEvents(started))

test('the receptionist does so up to £25', () => {
  given(caseOpened)
    .when(sam, why, facts(...heldAndStuck(2_500)))
    .thenEvents(started)
  given(caseOpened)
    .when(sam, why, facts(...heldAndStuck(2_501)))
    .thenRefused('limit', { limit: 2_500, amount: 2_501 })
})

test('what goes on by itself is not undone', () =>
  given(caseOpened)
    .when(nora, why, facts(sent('hold-money')))
    .thenRefused('running', { since: storyTime - 60_000 }))

const undoing: ProcessEvent = {
  type: 'CompensationStarted',
  data: { reason: 'By hand', by: 'desk' },
}

test('a part that cannot be undone is told, and settled in another way', () => {
  const undo: ProcessEvent = {
    type: 'StepSent',
    data: {
      step: 'undo:hold-money',
      intent: 'release-held-money',
      target: 'x',
      attempt: 1,
      command: 'y',
      data: {},
      undoes: 'hold-money',
    },
  }
  given(caseOpened)
    .when(
      nora,
      why,
      facts(...heldAndStuck(), undoing, undo, ...gaveUp('undo:hold-money', 'closed')),
    )
    .thenRefused('cannot', { step: 'undo:hold-money', error: 'closed' })
})

test('what nobody answered, although it was asked again, cannot be undone', () => {
  const nobody = 'Nobody answered, so we do not know whether it was done.'
  const silent: readonly ProcessEvent[] = [
    { type: 'StepGivenUp', data: { step: 'hold-money', tries: 7, error: nobody } },
    {
      type: 'ProcessStuck',
      data: { process: 'order', step: 'hold-money', error: nobody, tries: 7 },
    },
  ]
  given(caseOpened)
    .when(nora, why, facts(sent('hold-money'), undoing, ...silent))
    .thenRefused('cannot', { step: 'hold-money', error: nobody })
})

test('what is being undone is not begun to be undone', () =>
  given(caseOpened)
    .when(nora, why, facts(...heldAndStuck(), undoing))
    .thenRefused('undoing'))
