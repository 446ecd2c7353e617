import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { ada, ines, invited, nora } from '../staff-story.ts'
import { inviteStaff } from './invite-staff.ts'

const given = story(inviteStaff)
const form = {
  name: 'Inês Duarte',
  email: 'ines@example.org',
  roles: ['receptionist'],
  roleTitle: '',
} as const
const facts = { clinic, known: undefined }

test('somebody is invited for a week, called by their role where nothing else is said', () => {
  given().when(nora, form, { facts }).thenEvents(invited)
})

test('somebody may work in more than one role', () => {
  const roles = ['receptionist', 'dispenser'] as const
  given()
    .when(nora, { ...form, roles }, { facts })
    .thenEvents({
      ...invited,
      data: { ...invited.data, roles, roleTitle: 'receptionist and dispenser' },
    })
})

test('a manager cannot make an admin, an admin can', () => {
  const admin = { ...form, roles: ['admin'] as const }
  given().when(nora, admin, { facts }).thenRefused('admin-only')
  given()
    .when(ada, admin, { facts })
    .thenEvents({ ...invited, data: { ...invited.data, roles: ['admin'], roleTitle: 'admin' } })
})

test('an address belongs to one person, and the refusal says whose it is', () => {
  given()
    .when(nora, form, { facts: { clinic, known: ines } })
    .thenRefused('used', { who: ines.id, as: 'receptionist' })
})

test('nobody is invited to a clinic that is not set up', () => {
  given()
    .when(ada, form, { facts: { ...facts, clinic: undefined } })
    .thenRefused('no-clinic')
})
