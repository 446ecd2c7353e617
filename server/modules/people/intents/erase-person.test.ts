import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import { requested, settledAt } from '../erasure-story.ts'
import { nora, registered } from '../person-story.ts'
import { erasePerson } from './erase-person.ts'

const settled = settledAt(harbourLane)
const ask = { because: 'asked' as const }
const yearMs = 365.25 * 24 * 3_600_000
const asked = { ...requested, data: { ...requested.data, form: ask, request: 'derived-erasure' } }

test('a manager asks, and nobody is erased yet', () =>
  story(erasePerson)(registered).when(nora, ask, { facts: settled }).thenEvents(asked))

test('it is asked for once', () =>
  story(erasePerson)(registered, requested)
    .when(nora, ask, { facts: settled })
    .thenRefused('asked', { by: storyId(9) }))

test('what is open is settled first, and who was cared for is kept for eight years', () => {
  const when = (facts: object) =>
    story(erasePerson)(registered).when(nora, ask, { facts: { ...settled, ...facts } })
  when({ running: ['Order'] }).thenRefused('open-items')
  when({ wards: [storyId(6)] }).thenRefused('wards')
  when({ lastCare: storyTime }).thenRefused('retention', { until: '23 November 2034' })
  when({ lastCare: storyTime - 8.1 * yearMs }).thenEvents(asked)
})
