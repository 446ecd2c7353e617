import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { withdrawConfirmation } from './withdraw-confirmation.ts'

const given = story(withdrawConfirmation)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const request = storyId(5)
const registered = {
  type: 'PersonRegistered',
  data: {
    given: 'Bob',
    family: '',
    dob: '1990-05-06',
    email: 'bob@example.org',
    phone: '',
    noEmail: '',
    terms: '2026-11',
    guardian: null,
    anotherThan: null,
    anotherBecause: '',
  },
}
const asked = { type: 'EmailConfirmationRequested', data: { request, until: 0 } }

test('exactly the request that was asked is taken back', () =>
  given(registered, asked)
    .when(process, { request })
    .thenEvents({ type: 'EmailConfirmationWithdrawn', data: { request } }))

test('where it is not open there is nothing to take back', () => {
  given(registered).when(process, { request }).thenEvents()
  given(registered, asked)
    .when(process, { request: storyId(6) })
    .thenEvents()
})
