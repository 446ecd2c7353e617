import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextWorkingDay } from './working-days.ts'

test('after Monday comes Tuesday, after Friday Monday', () => {
  assert.equal(nextWorkingDay('2026-11-23', []), '2026-11-24')
  assert.equal(nextWorkingDay('2026-11-27', []), '2026-11-30')
})

test('a day on which the clinic is closed is left out', () => {
  assert.equal(nextWorkingDay('2026-12-24', ['2026-12-25']), '2026-12-28')
})
