import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import type { StaffMember } from '#modules/clinic/published.ts'
import { closed, nora, sam, stuckCase } from '../case-story.ts'
import { passOnCase } from './pass-on-case.ts'

const given = story(passOnCase)
const colleague: StaffMember = {
  id: sam.id,
  name: 'Sam Pell',
  email: '',
  roles: ['receptionist'],
  role: 'receptionist',
  roleTitle: 'Receptionist',
  status: 'active',
  seat: 'sam',
  joinedAt: 0,
  invitedUntil: null,
}
const form = { to: sam.id, note: 'Please call her.' }
const passedOn = { type: 'CasePassedOn', data: form } as const

test('a case goes to a colleague with what they should know', () =>
  given(stuckCase).when(nora, form, { facts: { colleague } }).thenEvents(passedOn))

test('whoever has it already, or works here no longer, is not given it', () => {
  given(stuckCase, passedOn)
    .when(nora, form, { facts: { colleague } })
    .thenRefused('has-it', { to: sam.id })
  const gone = { ...colleague, status: 'suspended' } as const
  given(stuckCase)
    .when(nora, form, { facts: { colleague: gone } })
    .thenRefused('nobody')
  given(stuckCase)
    .when(nora, form, { facts: { colleague: undefined } })
    .thenRefused('nobody')
})

test('a closed case is passed on to nobody', () =>
  given(stuckCase, closed).when(nora, form, { facts: { colleague } }).thenRefused('case-closed'))
