import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { signal, storyId, storyTime } from '#kernel/story.ts'
import { erasure } from './erasure.ts'

const [one, other] = [storyId(11), storyId(12)]
const erased = signal('PersonErased', { because: 'asked', folded: [one, other] })
const sent = (id: string) => ({
  do: 'send',
  step: `erase-${id}`,
  intent: 'erase-folded-record',
  target: `person-${id}`,
  data: { because: 'asked' },
})

test('whoever is erased is erased under every record of theirs', () => {
  const begun = erasure.evolve(erasure.initialState, erased)
  deepEqual(erasure.react(begun, erased, storyTime), [sent(one), sent(other)])
  const first = signal('StepSucceeded', { step: `erase-${one}` })
  const half = erasure.evolve(begun, first)
  deepEqual(erasure.react(half, first, storyTime), [])
  const last = signal('StepSucceeded', { step: `erase-${other}` })
  const whole = erasure.evolve(half, last)
  deepEqual(erasure.react(whole, last, storyTime), [{ do: 'end', as: 'completed' }])
})
