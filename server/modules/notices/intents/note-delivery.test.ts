import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { handedOver, maria, orderQueued } from '../message-story.ts'
import { noteDelivery } from './note-delivery.ts'

const given = story(noteDelivery)
const outbox = { id: 'system:outbox', role: 'system', onBehalfOf: null }
const told = {
  outcome: 'handed-over',
  attempt: 1,
  error: '',
  words: '',
  perhaps: false,
  bounced: false,
  nextAt: null,
} as const

test('what was handed over is noted', () =>
  given(orderQueued).when(outbox, told).thenEvents(handedOver))

test('a try that broke off is noted, with whether it may have arrived', () => {
  const later = {
    ...told,
    outcome: 'later',
    error: 'The line broke',
    perhaps: true,
    nextAt: 9,
  } as const
  given(orderQueued)
    .when(outbox, later)
    .thenEvents({
      type: 'MessageDelayed',
      data: { attempt: 1, error: 'The line broke', perhaps: true, nextAt: 9 },
    })
})

test('a refusal is noted with the server’s own words, apart from the short ones', () => {
  const refused = {
    ...told,
    outcome: 'refused',
    error: '550 to RCPT TO',
    words: '550 no Maria',
    bounced: true,
  } as const
  given(orderQueued)
    .when(outbox, refused)
    .thenEvents({
      type: 'MessageRefused',
      data: {
        attempt: 1,
        error: '550 to RCPT TO',
        words: '550 no Maria',
        person: maria,
        bounced: true,
        address: 'file',
      },
    })
})

test('what was given up is noted', () =>
  given(orderQueued)
    .when(outbox, { ...told, outcome: 'given-up', attempt: 9, error: 'No line' })
    .thenEvents({ type: 'MessageGivenUp', data: { attempt: 9, error: 'No line' } }))

test('mail that left while it was withdrawn has left all the same', () => {
  const withdrawn = { type: 'MessageWithdrawn', data: { why: 'The visit is off' } }
  given(orderQueued, withdrawn).when(outbox, told).thenEvents(handedOver)
  given(orderQueued, withdrawn)
    .when(outbox, { ...told, outcome: 'withdrawn', error: 'It was withdrawn' })
    .thenRefused('not-waiting')
})

test('of what does not wait there is nothing to note', () => {
  given().when(outbox, told).thenRefused('not-waiting')
  given(orderQueued, handedOver).when(outbox, told).thenRefused('not-waiting')
})
