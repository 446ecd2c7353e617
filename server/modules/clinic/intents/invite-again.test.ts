import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { ada, ines, invited, joined, nora } from '../staff-story.ts'
import { inviteAgain } from './invite-again.ts'

const given = story(inviteAgain)
const form = { name: 'Inês Duarte', email: 'ines.duarte@example.org' }
const facts = { member: ines, known: undefined }

test('a new invitation takes the place of the one before, at the address given now', () => {
  given(invited)
    .when(nora, form, { facts })
    .thenEvents({ ...invited, data: { ...invited.data, email: 'ines.duarte@example.org' } })
})

test('whoever has joined is not invited again', () => {
  given(invited, joined).when(ada, form, { facts }).thenRefused('not-open')
})

test('a manager does not invite an admin again', () => {
  const admin = { ...invited, data: { ...invited.data, roles: ['admin' as const] } }
  given(admin).when(nora, form, { facts }).thenRefused('admin-only')
})

test('the address of somebody else is refused', () => {
  const known = { ...ines, id: ada.id }
  given(invited)
    .when(nora, form, { facts: { ...facts, known } })
    .thenRefused('used', { who: ada.id, as: 'receptionist' })
})
