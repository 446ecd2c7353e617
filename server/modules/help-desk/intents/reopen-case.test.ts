import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { asked, closed, maria, sam } from '../case-story.ts'
import { reopenCase } from './reopen-case.ts'

const given = story(reopenCase)
const form = { because: 'It still pinches' }
const reopened = { type: 'CaseReopened', data: { reason: 'It still pinches' } } as const
const dayMs = 86_400_000
const until = storyTime + 14 * dayMs

test('a patient comes back to a closed case within 14 days', () => {
  given(asked, closed).when(maria, form, { at: until }).thenEvents(reopened)
  given(asked, closed)
    .when(maria, form, { at: until + 1 })
    .thenRefused('late', { until })
})

test('staff open it again whenever there is reason to', () =>
  given(asked, closed)
    .when(sam, form, { at: until + dayMs })
    .thenEvents(reopened))

test('what is open is added to, not opened again', () => {
  given(asked).when(maria, form).thenRefused('open')
  given().when(maria, form).thenRefused('no-case')
})
