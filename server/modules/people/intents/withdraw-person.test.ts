import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { withdrawPerson } from './withdraw-person.ts'

const given = story(withdrawPerson)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const registration = storyId(1)
const registered = {
  type: 'PersonRegistered',
  data: {
    given: 'Bob',
    family: 'Tennant',
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
const asked = { type: 'EmailConfirmationRequested', data: { request: storyId(5), until: 0 } }
const corrected = {
  type: 'PersonDetailsCorrected',
  data: { field: 'family name', old: 'Tennant', new: 'Tenant', reason: '' },
}

test('a new record is taken back, whatever the registration has asked meanwhile', () => {
  const withdrawn = { type: 'PersonWithdrawn' as const, data: { registration } }
  given(registered).when(process, { registration }).thenEvents(withdrawn)
  given(registered, asked).when(process, { registration }).thenEvents(withdrawn)
})

test('where there is no record, or none any more, there is nothing to take back', () => {
  given().when(process, { registration }).thenEvents()
  given(registered, { type: 'PersonWithdrawn', data: { registration } })
    .when(process, { registration })
    .thenEvents()
})

test('the receipt of another registration takes nothing back', () =>
  given(registered)
    .when(process, { registration: storyId(7) })
    .thenEvents())

test('a record that something else has happened to stays', () =>
  given(registered, corrected).when(process, { registration }).thenRefused('in-use'))
