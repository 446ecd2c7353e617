import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { closed, stuckCase } from '../case-story.ts'
import { tellStuckAgain } from './tell-stuck-again.ts'

const system = { id: 'system:case-keeping', role: 'system', onBehalfOf: storyId(2) }
const again = { step: 'reserve-stock', error: 'No answer', tries: 12 }
const told = { type: 'CaseStuckAgain', data: again } as const
const given = story(tellStuckAgain)

test('what is stuck again is told on its case', () =>
  given(stuckCase).when(system, again).thenEvents(told))

test('a case that was closed meanwhile is open again by it', () =>
  given(stuckCase, closed).when(system, again).thenEvents(told))

test('where there is no case there is nothing to tell it on', () =>
  given().when(system, again).thenEvents())
