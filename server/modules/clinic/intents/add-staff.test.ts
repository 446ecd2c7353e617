import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { addStaff } from './add-staff.ts'

const given = story(addStaff)
const nobody = { name: '', email: '' }
const founder = { name: 'Ada Lindqvist', email: 'ada@example.org' }
const ada = { id: storyId(2), role: 'admin', onBehalfOf: null }
const sam = { name: 'Sam Pell', roles: ['receptionist'], roleTitle: '', seat: 'sam' } as const
const joined = {
  type: 'StaffJoined' as const,
  data: {
    name: 'Sam Pell',
    email: '',
    roles: ['receptionist' as const],
    roleTitle: 'receptionist',
    seat: 'sam',
  },
}

test('somebody joins in a role, called by it where nothing else is said', () => {
  given()
    .when(ada, sam, { facts: { clinic, founder: nobody } })
    .thenEvents(joined)
})

test('nobody joins a clinic that is not set up', () => {
  given()
    .when(ada, sam, { facts: { clinic: undefined, founder: nobody } })
    .thenRefused('no-clinic')
})

test('nobody joins twice', () => {
  given(joined)
    .when(ada, sam, { facts: { clinic, founder: nobody } })
    .thenRefused('exists')
})

test('the first admin joins under the name and address that were announced', () => {
  const unnamed = { name: '', roles: ['admin'], roleTitle: '', seat: '' } as const
  given()
    .when(ada, unnamed, { facts: { clinic, founder } })
    .thenEvents({
      type: 'StaffJoined',
      data: { ...founder, roles: ['admin'], roleTitle: 'admin', seat: '' },
    })
})
