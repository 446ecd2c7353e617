import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { requestConfirmation } from './request-confirmation.ts'

const given = story(requestConfirmation)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const week = 7 * 24 * 3_600_000
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

test('somebody new has a week to confirm their address', () =>
  given(registered)
    .when(process, {})
    .thenEvents({
      type: 'EmailConfirmationRequested',
      data: { request: storyId(1), until: storyTime + week },
    }))

test('the receipt names the request', () => {
  const { decision } = given(registered).when(process, {})
  const events = decision as Parameters<NonNullable<typeof requestConfirmation.receipt>>[0]
  assert.deepEqual(requestConfirmation.receipt?.(events, {}), { request: storyId(1) })
})

test('nobody is asked where there is no record', () => {
  given().when(process, {}).thenRefused('no-record')
})
