import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { asked, closed, stuckCase } from '../case-story.ts'
import { closeEndedCase } from './close-ended-case.ts'

const system = { id: 'system:case-keeping', role: 'system', onBehalfOf: storyId(2) }
const close = story(closeEndedCase)

test('what is over and nobody asked about closes by itself', () =>
  close(stuckCase).when(system, {}).thenEvents(closed))

test('where somebody waits for an answer the case stays open', () => {
  close(asked).when(system, {}).thenEvents()
  close(stuckCase, closed).when(system, {}).thenEvents()
})
