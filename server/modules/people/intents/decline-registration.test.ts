import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { declineRegistration } from './decline-registration.ts'

const given = story(declineRegistration)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const why = { code: 'no-wallet', facts: {} }
const started = { type: 'RegistrationStarted', data: {} }

test('a registration that came to nothing says why', () =>
  given(started).when(process, why).thenEvents({ type: 'RegistrationDeclined', data: why }))

test('one that has ended stays as it ended', () =>
  given(started, { type: 'RegistrationCompleted', data: { person: storyId(1) } })
    .when(process, why)
    .thenRefused('ended'))

test('one from before registrations were written down has nothing to decline', () =>
  given().when(process, why).thenEvents())
