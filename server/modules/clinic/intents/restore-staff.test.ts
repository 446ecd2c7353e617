import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { ada, joined } from '../staff-story.ts'
import { restoreStaff } from './restore-staff.ts'

const given = story(restoreStaff)
const suspended = { type: 'StaffSuspended' as const, data: { reason: 'Left the clinic' } }
const back = { reason: 'It was a mistake' }

test('somebody who was suspended is let back in', () => {
  given(joined, suspended).when(ada, back).thenEvents({ type: 'StaffRestored', data: back })
})

test('whoever works here has nothing to be let back into', () => {
  given(joined).when(ada, back).thenRefused('not-suspended')
})
