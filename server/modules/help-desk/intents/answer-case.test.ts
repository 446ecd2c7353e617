import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { asked, closed, nobodys, sam } from '../case-story.ts'
import { answerCase } from './answer-case.ts'

const given = story(answerCase)
const form = { answer: 'Yes, from Thursday on.' }

test('a question is answered in words', () =>
  given(asked).when(sam, form).thenEvents({ type: 'CaseAnswered', data: form }))

test('where nobody could read it no answer is written', () =>
  given(nobodys).when(sam, form).thenRefused('nobody-asked'))

test('a closed case is opened again before it is answered', () =>
  given(asked, closed).when(sam, form).thenRefused('case-closed'))
