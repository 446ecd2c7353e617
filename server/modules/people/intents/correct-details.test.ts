import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import { maria, mariaId, mariaRegistered, mariaRow, sam } from '../record-story.ts'
import { correctDetails } from './correct-details.ts'

const given = story(correctDetails)
const facts = { clinic: harbourLane, person: mariaRow }
const asItStands = { given: 'Maria', family: 'Santos', dob: '1957-03-14', reason: null }

test('the receptionist puts a family name right, and the old one is kept', () =>
  given(mariaRegistered)
    .when(sam, { ...asItStands, family: 'Santos Pereira' }, { facts })
    .thenEvents({
      type: 'PersonDetailsCorrected',
      data: { field: 'family name', old: 'Santos', new: 'Santos Pereira', reason: '' },
    }))

test('Maria corrects her own birth date without saying how she knows', () =>
  given(mariaRegistered)
    .when(maria, { ...asItStands, dob: '1957-04-13' }, { facts })
    .thenEvents({
      type: 'PersonDetailsCorrected',
      data: { field: 'date of birth', old: '1957-03-14', new: '1957-04-13', reason: '' },
    }))

test('whoever changes a birth date for somebody else says how they know', () => {
  const typed = { ...asItStands, given: 'Mária', dob: '1957-04-13' }
  given(mariaRegistered).when(sam, typed, { facts }).thenRefused('reason-missing')
  given(mariaRegistered)
    .when(sam, { ...typed, reason: 'Saw the passport' }, { facts })
    .thenEvents(
      {
        type: 'PersonDetailsCorrected',
        data: { field: 'given name', old: 'Maria', new: 'Mária', reason: '' },
      },
      {
        type: 'PersonDetailsCorrected',
        data: {
          field: 'date of birth',
          old: '1957-03-14',
          new: '1957-04-13',
          reason: 'Saw the passport',
        },
      },
    )
})

test('a birth date that makes a child of somebody wants a guardian first', () => {
  const typed = { ...asItStands, dob: '2015-03-14', reason: 'Typed 1957 for 2015' }
  given(mariaRegistered)
    .when(sam, typed, { facts })
    .thenRefused('minor-dob', { person: mariaId, age: 16 })
  const withGuardian = { ...facts, person: { ...mariaRow, guardian: sam.id } }
  given(mariaRegistered)
    .when(sam, typed, { facts: withGuardian })
    .thenEvents({
      type: 'PersonDetailsCorrected',
      data: {
        field: 'date of birth',
        old: '1957-03-14',
        new: '2015-03-14',
        reason: 'Typed 1957 for 2015',
      },
    })
})

test('nobody is born tomorrow, and what stands already is no correction', () => {
  given(mariaRegistered)
    .when(maria, { ...asItStands, dob: '2026-11-24' }, { facts })
    .thenRefused('dob-future')
  given(mariaRegistered).when(maria, asItStands, { facts }).thenRefused('same')
  given().when(maria, asItStands, { facts }).thenRefused('not-open')
})
