import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import type { TypedRegistration } from '../registrations.ts'
import { recordPerson } from './record-person.ts'

const given = story(recordPerson)
const process = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const person = storyId(1)
const typed: TypedRegistration = {
  given: 'Bob',
  family: 'Tennant',
  dob: '1990-05-06',
  phone: '+447700900142',
  email: 'bob@example.org',
  noEmail: '',
  terms: '2026-11',
  guardian: null,
  anotherThan: null,
  anotherBecause: '',
}
const known = (
  registration: TypedRegistration | undefined,
  alike: { readonly id: string } | undefined = undefined,
) => ({ facts: { typed: registration, alike } })
const registered = { type: 'PersonRegistered' as const, data: typed as Record<string, unknown> }

test('the record is made of what was typed', () => {
  const { decision } = given().when(process, { person }, known(typed))
  assert.deepEqual(decision, [{ type: 'PersonRegistered', data: typed }])
})

test('somebody who looks alike and came in between is asked about', () =>
  given()
    .when(process, { person }, known(typed, { id: storyId(6) }))
    .thenRefused('possible-duplicate', { like: storyId(6) }))

test('a record is made once, and only of a registration', () => {
  given(registered).when(process, { person }, known(typed)).thenRefused('exists')
  given().when(process, { person }, known(undefined)).thenRefused('not-begun')
})

test('what was typed by somebody erased since is empty', () => {
  const erased = { ...typed, given: null, family: null, dob: null, phone: null, email: null }
  const { decision } = given().when(process, { person }, known(erased))
  assert.ok(Array.isArray(decision))
  assert.equal(decision[0]?.data.given, '')
})
