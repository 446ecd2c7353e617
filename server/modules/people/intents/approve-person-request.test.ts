import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import { request, requested, settledAt } from '../erasure-story.ts'
import { ada, registered } from '../person-story.ts'
import { approvePersonRequest } from './approve-person-request.ts'

const settled = settledAt(harbourLane)
const given = story(approvePersonRequest)
const erased = (folded: readonly string[] = []) => [
  { type: 'ApprovalGiven', data: { request } },
  { type: 'PersonErased', data: { because: 'asked', folded } },
]

test('an admin who did not ask says yes, and it is done, with what was folded in', () =>
  given(registered, requested)
    .when(ada, { request }, { facts: { ...settled, folded: [storyId(8)] } })
    .thenEvents(...erased([storyId(8)])))

test('nobody approves what they asked for', () =>
  given(registered, requested)
    .when({ ...ada, id: storyId(9) }, { request }, { facts: settled })
    .thenRefused('self', { by: storyId(9) }))

test('what has become open meanwhile stands against it still', () =>
  given(registered, requested)
    .when(ada, { request }, { facts: { ...settled, running: ['Order'] } })
    .thenRefused('open-items'))

test('a closed record is erased as an open one is', () =>
  given(registered, { type: 'RecordClosed', data: { because: 'Moved away' } }, requested)
    .when(ada, { request }, { facts: settled })
    .thenEvents(...erased()))

test('without a request there is nothing to approve', () =>
  given(registered).when(ada, { request }, { facts: settled }).thenRefused('no-request'))
