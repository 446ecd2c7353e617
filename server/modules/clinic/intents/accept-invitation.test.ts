import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { ines, invited, joined } from '../staff-story.ts'
import { acceptInvitation } from './accept-invitation.ts'

const given = story(acceptInvitation)
const visitor = { id: 'visitor', role: 'visitor', onBehalfOf: null }
const facts = { member: ines }
const secret = 'secret-for-invitation:derived-invitation'
const form = { name: 'Inês Duarte', secret }

test('whoever holds the mailed link joins in the roles they were invited for', () => {
  given(invited).when(visitor, form, { facts }).thenEvents(joined)
})

test('a link with another secret lets nobody in', () => {
  given(invited)
    .when(visitor, { ...form, secret: `${secret}x` }, { facts })
    .thenRefused('unknown')
  given(invited)
    .when(visitor, { ...form, secret: '' }, { facts })
    .thenRefused('unknown')
})

test('the link of an invitation that was made anew has ended', () => {
  const again = { ...invited, data: { ...invited.data, request: 'another' } }
  given(invited, again).when(visitor, form, { facts }).thenRefused('unknown')
})

test('a link serves once', () => {
  given(invited, joined).when(visitor, form, { facts }).thenRefused('used')
})

test('an invitation ends after a week, and it says whom to ask', () => {
  const until = storyTime - 1
  const old = { ...invited, data: { ...invited.data, until } }
  given(old)
    .when(visitor, form, { facts })
    .thenRefused('expired', { until, by: storyId(9) })
})
