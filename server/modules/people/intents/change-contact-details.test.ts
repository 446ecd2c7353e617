import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import { maria, mariaRow } from '../record-story.ts'
import { changeContactDetails } from './change-contact-details.ts'

const given = story(changeContactDetails)
const onFile = {
  phone: '+447700900142',
  otherPhone: '',
  street: '',
  town: '',
  postcode: '',
  country: '',
  version: 0,
  changedAt: null,
  changedBy: null,
}
const facts = { clinic: harbourLane, person: mariaRow, onFile }
const moved = {
  phone: '07700 900 142',
  otherPhone: '',
  street: '4 Mill Lane',
  town: 'Harbourton',
  postcode: 'HB1 4QD',
  country: '',
}

test('Maria moved: the document is the new address, the notice says only that it is new', () =>
  given()
    .when(maria, moved, { facts })
    .thenEvents({
      type: 'ContactDetailsChanged',
      data: { what: ['address'], document: { ...moved, phone: '+447700900142' } },
    }))

test('a number that is none here is kept as it was written', () =>
  given()
    .when(
      maria,
      { ...moved, otherPhone: '000000' },
      { facts: { ...facts, onFile: { ...onFile, ...moved } } },
    )
    .thenEvents({
      type: 'ContactDetailsChanged',
      data: {
        what: ['telephone', 'other telephone'],
        document: { ...moved, phone: '+447700900142', otherPhone: '000000' },
      },
    }))

test('what is on file already is no change, however the number is written', () =>
  given()
    .when(maria, { ...moved, street: '', town: '', postcode: '' }, { facts })
    .thenRefused('same'))

test('whoever has no e-mail address keeps a telephone number', () => {
  const without = { ...facts, person: { ...mariaRow, email: '' } }
  given()
    .when(maria, { ...moved, phone: '' }, { facts: without })
    .thenRefused('no-contact')
})

test('nothing is written down about somebody who was erased', () => {
  const erased = { ...facts, person: { ...mariaRow, name: '' } }
  given().when(maria, moved, { facts: erased }).thenRefused('not-open')
})
