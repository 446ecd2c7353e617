import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { addStaff } from './add-staff.ts'

const given = story(addStaff)
const ada = { id: storyId(2), role: 'admin', onBehalfOf: null }
const sam = { name: 'Sam Pell', role: 'receptionist', roleTitle: '', seat: 'sam' } as const
const joined = {
  type: 'StaffJoined' as const,
  data: { name: 'Sam Pell', role: 'receptionist' as const, roleTitle: 'receptionist', seat: 'sam' },
}

test('somebody joins in a role, called by it where nothing else is said', () => {
  given()
    .when(ada, sam, { facts: { clinic, founder: '' } })
    .thenEvents(joined)
})

test('nobody joins a clinic that is not set up', () => {
  given()
    .when(ada, sam, { facts: { clinic: undefined, founder: '' } })
    .thenRefused('no-clinic')
})

test('nobody joins twice', () => {
  given(joined)
    .when(ada, sam, { facts: { clinic, founder: '' } })
    .thenRefused('exists')
})

test('the first admin joins under the name that was announced', () => {
  const unnamed = { name: '', role: 'admin', roleTitle: '', seat: '' } as const
  given()
    .when(ada, unnamed, { facts: { clinic, founder: 'Ada Lindqvist' } })
    .thenEvents({
      type: 'StaffJoined',
      data: { name: 'Ada Lindqvist', role: 'admin', roleTitle: 'admin', seat: '' },
    })
})
