import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import {
  confirmQueued,
  factsOf,
  handedOver,
  maria,
  orderQueued,
  proven,
  unproven,
} from '../message-story.ts'
import { sendMessageAgain } from './send-message-again.ts'

const given = story(sendMessageAgain)
const sam = { id: storyId(41), role: 'receptionist', onBehalfOf: null }
const givenUp = { type: 'MessageGivenUp', data: { attempt: 9, error: 'No line' } }
const again = (to: string, confirms = false) => ({
  type: 'MessageRequeued',
  data: { person: maria, to, delivery: 'derived-delivery', confirms },
})

test('what was given up is sent again, to the address that is on file by now', () =>
  given(orderQueued, givenUp)
    .when(sam, {}, { facts: factsOf({ patient: { ...proven, email: 'new@example.org' } }) })
    .thenEvents(again('new@example.org')))

test('what nobody saw is sent again', () =>
  given(orderQueued, handedOver)
    .when(sam, {}, { facts: factsOf() })
    .thenEvents(again('maria@example.org')))

test('what waits need not be sent again', () => {
  given(orderQueued).when(sam, {}, { facts: factsOf() }).thenRefused('waiting')
  given().when(sam, {}, { facts: factsOf() }).thenRefused('no-message')
})

test('what is out of date is not sent again, and it says why', () => {
  const withdrawn = {
    type: 'MessageWithdrawn',
    data: { why: 'This reminder is for a cancelled appointment' },
  }
  given(orderQueued, handedOver, withdrawn)
    .when(sam, {}, { facts: factsOf() })
    .thenRefused('out-of-date', { why: 'This reminder is for a cancelled appointment' })
})

test('a link that leads nowhere any more is not sent again', () => {
  given(confirmQueued, handedOver)
    .when(sam, {}, { facts: factsOf() })
    .thenRefused('out-of-date', { why: 'The address is confirmed already' })
  given(confirmQueued, handedOver)
    .when(sam, {}, { facts: factsOf({ patient: { ...unproven, request: storyId(32) } }) })
    .thenRefused('out-of-date', { why: 'A newer link was sent since' })
  given(confirmQueued, handedOver)
    .when(sam, {}, { facts: factsOf({ patient: unproven }) })
    .thenEvents(again('maria@example.org', true))
})

test('nothing goes where nothing may go', () => {
  const failed = [orderQueued, givenUp] as const
  given(...failed)
    .when(sam, {}, { facts: factsOf({ bounced: true }) })
    .thenRefused('bounced')
  given(...failed)
    .when(sam, {}, { facts: factsOf({ patient: unproven }) })
    .thenRefused('unconfirmed')
  given(...failed)
    .when(sam, {}, { facts: factsOf({ demo: true }) })
    .thenRefused('demo')
})
