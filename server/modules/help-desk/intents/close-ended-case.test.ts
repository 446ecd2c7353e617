import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { asked, closed, stuckCase } from '../case-story.ts'
import { closeEndedCase } from './close-ended-case.ts'
import { tellStuckAgain } from './tell-stuck-again.ts'

const system = { id: 'system:case-keeping', role: 'system', onBehalfOf: storyId(2) }
const again = { step: 'reserve-stock', error: 'No answer', tries: 12 }
const close = story(closeEndedCase)
const tell = story(tellStuckAgain)

test('what is over and nobody asked about closes by itself', () =>
  close(stuckCase).when(system, {}).thenEvents(closed))

test('where somebody waits for an answer the case stays open', () => {
  close(asked).when(system, {}).thenEvents()
  close(stuckCase, closed).when(system, {}).thenEvents()
})

test('what is stuck again is told on its case', () => {
  tell(stuckCase).when(system, again).thenEvents({ type: 'CaseStuckAgain', data: again })
  tell().when(system, again).thenEvents()
})
