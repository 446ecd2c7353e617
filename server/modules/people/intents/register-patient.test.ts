import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFields } from '#kernel/field.ts'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import type { PersonRow } from '../published.ts'
import { registerPatient } from './register-patient.ts'

const given = story(registerPatient)
const ines = { id: storyId(2), role: 'receptionist', onBehalfOf: null }
const importer = { id: 'system:import', role: 'system', onBehalfOf: null }
const maria = {
  given: 'Maria',
  family: 'Santos',
  dob: '1957-03-14',
  email: 'maria@example.org',
  phone: '07700 900142',
  noEmail: null,
  guardian: null,
  terms: true,
  anyway: null,
}
const chloe: PersonRow = {
  id: storyId(5),
  given: 'Chloe',
  family: 'Brennan',
  name: 'Chloe Brennan',
  dob: '1988-01-01',
  phone: '',
  email: '',
  guardian: null,
}
const ellie = { ...maria, given: 'Ellie', family: 'Brennan', dob: '2018-06-01', guardian: chloe.id }
const registered = {
  type: 'RegistrationStarted' as const,
  data: {
    given: 'Maria',
    family: 'Santos',
    dob: '1957-03-14',
    email: 'maria@example.org',
    phone: '+447700900142',
    noEmail: '',
    terms: '2026-11',
    guardian: null,
    anotherThan: null,
    anotherBecause: '',
    hasEmail: true,
    ifAlike: 'refuse' as const,
  },
}
const bob = { id: '', role: 'visitor', onBehalfOf: null }
const known = (alike: readonly { id: string }[] = [], guardian?: PersonRow) => ({
  facts: { clinic, alike, guardian },
})

test('a patient is registered, with the terms that were accepted', () => {
  given().when(ines, maria, known()).thenEvents(registered)
})

test('there has to be some way to reach a patient', () => {
  given()
    .when(ines, { ...maria, email: '', phone: '' }, known())
    .thenRefused('no-contact')
})

test('the desk says why there is no e-mail address; a list taken over need not', () => {
  const byPhone = { ...maria, email: '' }
  given().when(ines, byPhone, known()).thenRefused('no-email')
  const why = { ...byPhone, noEmail: 'Does not use it' }
  const data = { ...registered.data, email: '', noEmail: 'Does not use it', hasEmail: false }
  given()
    .when(ines, why, known())
    .thenEvents({ ...registered, data })
  given()
    .when(importer, byPhone, known())
    .thenEvents({ ...registered, data: { ...data, noEmail: '', ifAlike: 'go-on' as const } })
})

test('a telephone that cannot be called is refused without repeating it', () => {
  given()
    .when(ines, { ...maria, phone: '000000' }, known())
    .thenRefused('phone', {})
})

test('nobody is born tomorrow, by the clinic’s calendar', () => {
  given()
    .when(ines, { ...maria, dob: '2026-11-24' }, known())
    .thenRefused('dob-future')
})

test('somebody has to answer for a child', () => {
  given()
    .when(ines, { ...ellie, guardian: null }, known())
    .thenRefused('guardian-missing', { age: 16 })
  given().when(ines, ellie, known()).thenRefused('guardian-unknown')
  given()
    .when(ines, ellie, known([], { ...chloe, dob: '2012-01-01' }))
    .thenRefused('guardian-minor', { guardian: chloe.id, age: 16 })
  const { decision } = given().when(ines, ellie, known([], chloe))
  assert.ok(Array.isArray(decision))
})

test('a sixteenth birthday needs no guardian, the day before does', () => {
  const born = (dob: string) => given().when(ines, { ...maria, dob }, known())
  assert.ok(Array.isArray(born('2010-11-23').decision))
  born('2010-11-24').thenRefused('guardian-missing')
})

test('a record that looks alike is asked about, and named by its id alone', () => {
  given()
    .when(ines, maria, known([{ id: storyId(6) }]))
    .thenRefused('possible-duplicate', { like: storyId(6) })
})

test('a record that looks alike does not stop somebody else, with the reason kept', () => {
  const data = {
    ...registered.data,
    anotherThan: storyId(6),
    anotherBecause: 'Her twin',
    ifAlike: 'go-on' as const,
  }
  given()
    .when(ines, { ...maria, anyway: 'Her twin' }, known([{ id: storyId(6) }]))
    .thenEvents({ ...registered, data })
})

test('a person is registered once, and only where there is a clinic', () => {
  given(registered).when(ines, maria, known()).thenRefused('exists')
  given()
    .when(ines, maria, { facts: { clinic: undefined, alike: [], guardian: undefined } })
    .thenRefused('no-clinic')
})

test('the record is the person’s own', () => {
  assert.equal(registerPatient.person?.(maria, storyId(7)), storyId(7))
})

test('a form without accepted terms is not sent on', () => {
  const typed = { given: 'Maria', 'dob-day': '14', 'dob-month': '3', 'dob-year': '1957' }
  const parsed = parseFields(registerPatient.fields, typed)
  assert.ok('errors' in parsed)
  assert.deepEqual(
    parsed.errors.map(({ field }) => field),
    ['terms'],
  )
  assert.ok('value' in parseFields(registerPatient.fields, { ...typed, terms: 'yes' }))
})

test('whoever registers by themselves is told nothing of who is on record', () => {
  given()
    .when(bob, maria, known([{ id: storyId(6) }]))
    .thenRefused('perhaps-known', {})
  given().when(bob, maria, known()).thenEvents(registered)
})

test('whoever registers by themselves needs an address to sign in, and to be of age', () => {
  given()
    .when(bob, { ...maria, email: '' }, known())
    .thenRefused('email-needed')
  given().when(bob, ellie, known([], chloe)).thenRefused('too-young', { age: 16 })
})

test('the list of guardians is short, and none for whoever registers by themselves', () => {
  const asking = { target: '', person: null, at: 0, data: undefined, process: () => undefined }
  const limit = (actor: typeof bob) =>
    registerPatient.choices?.({ ...asking, actor })['guardian']?.args.at(-1)
  assert.equal(limit(ines), 50)
  assert.equal(limit(bob), 0)
})
