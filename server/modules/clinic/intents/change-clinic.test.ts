import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { harbourLane as settings } from '../../../testing/harbour-lane.ts'
import { ada } from '../staff-story.ts'
import { changeClinic } from './change-clinic.ts'

const given = story(changeClinic)
const facts = { settings }
const setUp = {
  type: 'ClinicSetUp' as const,
  data: {
    name: settings.name,
    shortName: settings.shortName,
    zone: settings.zone,
    currency: settings.currency,
    country: settings.country,
    phone: settings.phone,
    hours: '',
    closedDays: [],
    sender: '',
    demo: false,
    admin: null,
    adminName: '',
    adminEmail: '',
  },
}
const form = {
  name: 'Harbour Lane',
  shortName: '',
  phone: '01632 960141',
  hours: 'Mon to Thu 08:00–18:00',
  closedDays: ['12-25'],
  sender: 'desk@example.org',
}

test('how the clinic is set up can be corrected, but for its place and its currency', () => {
  given(setUp)
    .when(ada, form, { facts, at: storyTime })
    .thenEvents({
      type: 'ClinicChanged',
      data: { ...form, shortName: 'Harbour Lane', phone: '+441632960141' },
    })
})

test('the telephone stays one of the country', () => {
  given(setUp)
    .when(ada, { ...form, phone: '12' }, { facts })
    .thenRefused('phone', { phone: '12' })
})

test('what is not set up cannot be changed', () => {
  given()
    .when(ada, form, { facts: { settings: undefined } })
    .thenRefused('no-clinic')
})
