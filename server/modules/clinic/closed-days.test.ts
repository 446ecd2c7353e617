import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayShown, parseClosedDays } from './closed-days.ts'

test('days of the year are typed in any usual way', () => {
  assert.deepEqual(parseClosedDays('25.12., 26/12 1-1'), ['01-01', '12-25', '12-26'])
  assert.deepEqual(parseClosedDays('29.2.'), ['02-29'])
  assert.deepEqual(parseClosedDays(''), [])
})

test('what is no day is refused', () => {
  for (const typed of ['31.4.', '0.1.', '12.13.', 'Christmas', '25.12.2026'])
    assert.equal(parseClosedDays(typed), undefined, typed)
})

test('a day is shown as it is typed', () => {
  assert.equal(dayShown('12-25'), '25.12.')
})
