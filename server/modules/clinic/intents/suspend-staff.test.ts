import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { staffStream } from '../published.ts'
import { ada, adminJoined, invited, joined } from '../staff-story.ts'
import { suspendStaff } from './suspend-staff.ts'

const given = story(suspendStaff)
const facts = { otherAdmins: 0 }
const form = { reason: 'Left the clinic' }
const suspended = { type: 'StaffSuspended' as const, data: form }

test('somebody is suspended, and says why', () => {
  given(joined).when(ada, form, { facts }).thenEvents(suspended)
})

test('whoever is suspended is not suspended again', () => {
  given(joined, suspended).when(ada, form, { facts }).thenRefused('suspended', { at: storyTime })
})

test('the only admin cannot be suspended, one of two can', () => {
  given(adminJoined).when(ada, form, { facts }).thenRefused('last-admin')
  given(adminJoined)
    .when(ada, form, { facts: { otherAdmins: 1 } })
    .thenEvents(suspended)
})

test('nobody suspends themselves', () => {
  given(joined)
    .when(ada, form, { facts: { otherAdmins: 1 }, target: staffStream(ada.id) })
    .thenRefused('self')
})

test('whoever only has an invitation has nothing to lose', () => {
  given(invited).when(ada, form, { facts }).thenRefused('not-here')
})
