import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { asked, maria, sam } from '../case-story.ts'
import { reportProblem } from './report-problem.ts'

const given = story(reportProblem)
const nothing = { facts: { same: undefined } }
const form = {
  about: `/catalogue/${storyId(7)}`,
  title: 'Support socks M',
  what: 'Are there larger ones?',
  reach: '',
  patient: maria.id,
}

test('what a patient reports is a case that waits for an answer', () =>
  given().when(maria, form, nothing).thenEvents(asked))

test('staff report for a patient, who is answered, or for nobody', () => {
  const bySam = { ...asked.data, reporter: sam.id }
  given().when(sam, form, nothing).thenEvents({ type: 'CaseOpened', data: bySam })
  given()
    .when(sam, { ...form, patient: null }, nothing)
    .thenEvents({ type: 'CaseOpened', data: { ...bySam, person: null } })
})

test('what has an open case is added to', () => {
  const same = { id: storyId(60), number: 7, openedAt: storyTime }
  given()
    .when(maria, form, { facts: { same } })
    .thenRefused('same', { number: 7, at: storyTime, case: storyId(60) })
})
