import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { completeRegistration } from './complete-registration.ts'

const given = story(completeRegistration)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const person = storyId(1)
const completed = { type: 'RegistrationCompleted' as const, data: { person } }
const started = { type: 'RegistrationStarted', data: {} }

test('a registration is complete once', () => {
  given(started).when(process, { person }).thenEvents(completed)
  given(started, completed).when(process, { person }).thenRefused('ended')
})

test('one that was declined is not completed', () =>
  given(started, { type: 'RegistrationDeclined', data: { code: 'no-wallet', facts: {} } })
    .when(process, { person })
    .thenRefused('ended'))

test('one from before registrations were written down has nothing to complete', () =>
  given().when(process, { person }).thenEvents())
