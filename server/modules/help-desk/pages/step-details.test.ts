import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { storyTime } from '#kernel/story.ts'
import { createSay } from '#values/say.ts'
import { triesInWords } from './step-details.ts'

const say = createSay({ zone: 'Europe/London', currency: 'GBP', names: () => undefined })
const minute = (number: number, error: string) => ({ error, at: storyTime + number * 60_000 })

test('a step that was not tried in vain needs no words', () =>
  deepStrictEqual(triesInWords([], say), undefined))

test('one try is told with its answer', () =>
  deepStrictEqual(
    triesInWords([minute(0, 'No answer')], say),
    'Tried once, at 09:52. The answer: “No answer”',
  ))

test('the same answer each time is told once', () =>
  deepStrictEqual(
    triesInWords([minute(0, 'No answer'), minute(5, 'No answer')], say),
    'Tried 2 times, 09:52 to 09:57. Same answer each time: “No answer”',
  ))

test('where the answers differ the last one is told', () =>
  deepStrictEqual(
    triesInWords([minute(0, 'No answer'), minute(5, 'Full')], say),
    'Tried 2 times, 09:52 to 09:57. The last answer: “Full”',
  ))

test('tries within one minute name it once', () =>
  deepStrictEqual(
    triesInWords([minute(0, 'No answer'), minute(0.5, 'No answer')], say),
    'Tried 2 times, at 09:52. Same answer each time: “No answer”',
  ))
