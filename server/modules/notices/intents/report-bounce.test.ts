import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { handedOver, maria, orderQueued, orderWritten } from '../message-story.ts'
import { reportBounce } from './report-bounce.ts'

const given = story(reportBounce)
const sam = { id: storyId(41), role: 'receptionist', onBehalfOf: null }
const reason = { reason: 'Mailbox unknown' }
const bounced = { type: 'MessageBounced', data: { person: maria, ...reason, address: 'file' } }

test('mail that came back is noted, so that nothing more goes there', () =>
  given(orderQueued, handedOver).when(sam, reason).thenEvents(bounced))

test('in the demo what was kept can come back, to show what follows', () =>
  given({ type: 'MessageKept', data: orderWritten }).when(sam, reason).thenEvents(bounced))

test('what has not left cannot have come back', () => {
  given(orderQueued).when(sam, reason).thenRefused('never-left')
  given().when(sam, reason).thenRefused('no-message')
})

test('that it came back is noted once', () =>
  given(orderQueued, handedOver, bounced).when(sam, reason).thenRefused('known'))
