import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { ada, adminJoined, ines, invited, joined } from '../staff-story.ts'
import { changeRoles } from './change-roles.ts'

const given = story(changeRoles)
const facts = { member: ines, otherAdmins: 0 }
const form = {
  roles: ['receptionist', 'manager'],
  roleTitle: '',
  reason: 'She runs the desk now',
} as const

test('somebody may do more from now on', () => {
  given(joined)
    .when(ada, form, { facts })
    .thenEvents({
      type: 'RolesChanged',
      data: { ...form, roleTitle: 'receptionist and manager' },
    })
})

test('the only admin stays one', () => {
  given(adminJoined).when(ada, form, { facts }).thenRefused('last-admin')
})

test('one of two admins may become something else', () => {
  given(adminJoined)
    .when(ada, { ...form, roleTitle: 'Head of desk' }, { facts: { ...facts, otherAdmins: 1 } })
    .thenEvents({ type: 'RolesChanged', data: { ...form, roleTitle: 'Head of desk' } })
})

test('whoever has not joined has no roles to change', () => {
  given(invited).when(ada, form, { facts }).thenRefused('not-here')
})
