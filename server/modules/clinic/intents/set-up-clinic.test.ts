import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFields } from '#kernel/field.ts'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { setUpClinic } from './set-up-clinic.ts'

const given = story(setUpClinic)
const ada = { id: storyId(2), role: 'admin', onBehalfOf: null }
const form = {
  name: 'Harbour Lane Clinic',
  shortName: 'Harbour Lane',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960140',
  hours: 'Mon to Fri 08:00–18:30',
  closedDays: ['01-01', '12-25'],
  sender: 'desk@example.org',
  firstAdmin: 'Ada Lindqvist',
  adminEmail: 'ada@example.org',
  demo: false,
}
const setUp = {
  type: 'ClinicSetUp' as const,
  data: {
    name: 'Harbour Lane Clinic',
    shortName: 'Harbour Lane',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '+441632960140',
    hours: 'Mon to Fri 08:00–18:30',
    closedDays: ['01-01', '12-25'],
    sender: 'desk@example.org',
    demo: false,
    admin: 'derived-first-admin',
    adminName: 'Ada Lindqvist',
    adminEmail: 'ada@example.org',
  },
}

test('a clinic is set up with its place, its currency and its first admin', () => {
  given().when(ada, form).thenEvents(setUp)
})

test('a clinic without a short name goes by its full one', () => {
  const expected = { ...setUp, data: { ...setUp.data, shortName: 'Harbour Lane Clinic' } }
  given()
    .when(ada, { ...form, shortName: '' })
    .thenEvents(expected)
})

test('a demo names no admin: its people come with it', () => {
  const expected = {
    ...setUp,
    data: { ...setUp.data, demo: true, admin: null, adminName: '', adminEmail: '' },
  }
  given()
    .when(ada, { ...form, firstAdmin: '', demo: true })
    .thenEvents(expected)
})

test('no form can make a demo of a clinic', () => {
  const { demo: _, ...typed } = form
  const asTyped = { ...typed, closedDays: '25.12., 1.1.', demo: 'yes' }
  const parsed = parseFields(setUpClinic.fields, asTyped)
  assert.ok('value' in parsed)
  assert.equal(parsed.value.demo, false)
})

test('a time zone is a place', () => {
  given()
    .when(ada, { ...form, zone: 'UTC+1' })
    .thenRefused('zone', { zone: 'UTC+1' })
})

test('the telephone is one of the country', () => {
  given()
    .when(ada, { ...form, phone: '012' })
    .thenRefused('phone', { phone: '012' })
})

test('a clinic is set up once', () => {
  given(setUp).when(ada, form).thenRefused('set-up', { name: 'Harbour Lane Clinic', at: storyTime })
})
