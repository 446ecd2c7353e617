import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { foldAll } from '#kernel/decider.ts'
import { stored, story } from '#kernel/story.ts'
import { asked, closed, maria, nora, stuckCase } from '../case-story.ts'
import { type Case, helpCase } from '../deciders/case.ts'
import { noteCase } from './note-case.ts'

const given = story(noteCase)
const note = { type: 'CaseNoted', data: { note: 'She called again' } } as const

const isAsked = (role: string) => {
  const state = foldAll(helpCase as never, [stored(stuckCase), stored(note, { role })]) as Case
  return state.status === 'open' && state.isAsked
}

test('what is added stands on the case', () =>
  given(asked).when(nora, { note: 'She called again' }).thenEvents(note))

test('what a patient adds waits for an answer, what staff note does not', () => {
  ok(isAsked('patient'))
  ok(!isAsked('manager'))
})

test('nothing is added to a case that is closed', () =>
  given(asked, closed).when(maria, { note: 'And again' }).thenRefused('case-closed'))
