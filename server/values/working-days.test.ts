import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextWorkingDay } from './working-days.ts'

test('after Monday comes Tuesday, after Friday Monday', () => {
  assert.equal(nextWorkingDay('2026-11-23', []), '2026-11-24')
  assert.equal(nextWorkingDay('2026-11-27', []), '2026-11-30')
})

test('a day on which the clinic is closed is left out, every year', () => {
  assert.equal(nextWorkingDay('2026-12-24', ['12-25']), '2026-12-28')
  assert.equal(nextWorkingDay('2028-12-24', ['12-25', '12-26']), '2028-12-27')
  assert.equal(nextWorkingDay('2028-02-28', ['02-29']), '2028-03-01')
})
