import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { evolve } from '#kernel/decider.ts'
import { stored, story, storyId, storyTime } from '#kernel/story.ts'
import { closed, nora, sam, stuckCase } from '../case-story.ts'
import { helpCase } from '../deciders/case.ts'
import { takeCase } from './take-case.ts'

const given = story(takeCase)
// Events of a story are by `storyId(9)`, so that is who took it before.
const other = storyId(9)
const taken = { type: 'CaseTaken', data: { from: null, reason: '' } } as const

test('whoever takes a case that is nobody’s has it', () => {
  given(stuckCase).when(nora, { because: null }).thenEvents(taken)
  const state = evolve(helpCase as never, helpCase.initialState, stored(stuckCase))
  const after = evolve(helpCase as never, state, stored(taken, { actor: nora.id })) as {
    takenBy: string
  }
  deepStrictEqual(after.takenBy, nora.id)
})

test('what a colleague has is taken over with a reason only', () => {
  const begun = given(stuckCase, taken)
  begun.when(sam, { because: null }).thenRefused('taken', { by: other, at: storyTime })
  begun
    .when(sam, { because: 'She is ill' })
    .thenEvents({ type: 'CaseTaken', data: { from: other, reason: 'She is ill' } })
})

test('nobody takes what they have already, or what is over', () => {
  given(stuckCase, taken)
    .when({ ...nora, id: other }, { because: null })
    .thenRefused('yours')
  given(stuckCase, closed).when(nora, { because: null }).thenRefused('case-closed')
  given().when(nora, { because: null }).thenRefused('no-case')
})
