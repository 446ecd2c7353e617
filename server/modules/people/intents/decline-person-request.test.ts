import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { request, requested } from '../erasure-story.ts'
import { ada, registered } from '../person-story.ts'
import { declinePersonRequest } from './decline-person-request.ts'

const data = { request, reason: 'They changed their mind' as const }

test('an admin says no, and nobody is erased', () =>
  story(declinePersonRequest)(registered, requested)
    .when(ada, data)
    .thenEvents({ type: 'ApprovalDeclined', data }))

test('nobody decides on their own request, nor on one that was decided', () => {
  story(declinePersonRequest)(registered, requested)
    .when({ ...ada, id: storyId(9) }, data)
    .thenRefused('self')
  story(declinePersonRequest)(registered, requested, { type: 'ApprovalDeclined', data })
    .when(ada, data)
    .thenRefused('no-request')
})
