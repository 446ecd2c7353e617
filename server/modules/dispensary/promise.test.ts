import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { storyTime } from '#kernel/story.ts'
import { daysAfter, oneWorkingDayAfter } from './promise.ts'

test('what is confirmed on a Monday is promised for Tuesday at the same time', () =>
  equal(oneWorkingDayAfter(storyTime), daysAfter(storyTime, 1)))

test('what is confirmed on a Friday or at the weekend is promised for Monday', () => {
  for (const [day, later] of [
    [4, 3],
    [5, 2],
    [6, 1],
  ] as const) {
    const at = daysAfter(storyTime, day)
    equal(oneWorkingDayAfter(at), daysAfter(at, later))
  }
})
