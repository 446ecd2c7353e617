import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeOf } from './statement-range.ts'

const today = '2026-11-23'

test('without a word it is the month up to today', () => {
  assert.deepEqual(rangeOf({}, today), { from: '2026-10-23', to: today })
  assert.deepEqual(rangeOf({ to: '2026-03-31' }, today), { from: '2026-02-28', to: '2026-03-31' })
})

test('both days belong to it', () => {
  assert.deepEqual(rangeOf({ from: today, to: today }, today), { from: today, to: today })
})

test('a start after the end is said so', () => {
  assert.match(
    rangeOf({ from: '2026-11-24', to: today }, today).problem ?? '',
    /start is after the end/,
  )
})

test('a statement covers thirteen months at most', () => {
  assert.equal(rangeOf({ from: '2025-10-23', to: today }, today).problem, undefined)
  assert.match(rangeOf({ from: '2025-10-22', to: today }, today).problem ?? '', /13 months/)
})

test('what is no day is said so', () => {
  assert.match(rangeOf({ from: '2026-02-30' }, today).problem ?? '', /start is no day/)
  assert.match(rangeOf({ to: 'tomorrow' }, today).problem ?? '', /end is no day/)
})
