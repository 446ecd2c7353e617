import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId } from '#kernel/story.ts'
import { clinicStream } from '../published.ts'
import { clinicOpening } from './clinic-opening.ts'

const given = processStory(clinicOpening)
const setUp = signal('ClinicSetUp', { admin: storyId(4), adminName: 'Ada Lindqvist' })

test('the first admin is added as soon as the clinic is set up', () => {
  given()
    .when(setUp)
    .thenActs({
      do: 'send',
      step: 'add-admin',
      intent: 'add-staff',
      target: `staff-${storyId(4)}`,
      data: { name: '', roles: ['admin'], roleTitle: '', seat: '' },
    })
})

test('the clinic is open once she has joined, or had joined before', () => {
  given(setUp).when(signal('StepSucceeded')).thenActs({ do: 'end', as: 'completed' })
  given(setUp)
    .when(signal('StepRejected', { code: 'exists' }))
    .thenActs({ do: 'end', as: 'completed' })
})

test('an admin who cannot join is a case for the help desk', () => {
  given(setUp)
    .when(signal('StepRejected', { code: 'no-clinic' }))
    .thenActs({ do: 'stuck', as: 'The first admin could not join' })
})

test('a demo, which names no admin, needs no opening', () => {
  const place = { stream: clinicStream }
  const opens = (admin: string | null) =>
    clinicOpening.route(stored({ type: 'ClinicSetUp', data: { admin } }, place))
  assert.equal(opens(null), undefined)
  assert.equal(opens(storyId(4)), '00000000-0000-7000-8000-000000000001')
})
