import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { countField } from './till-fields.ts'

const field = countField('Bank transfers')
const read = (typed: string) => field.parse('count', { count: typed })

test('a count is nothing, more, or below nothing', () => {
  deepEqual(read('0'), { value: 0 })
  deepEqual(read('-0'), { value: 0 })
  deepEqual(read('£12.50'), { value: 1_250 })
  deepEqual(read('-25.00'), { value: -2_500 })
  deepEqual(read('−25'), { value: -2_500 })
})

test('what is written is read again as the same', () => {
  for (const value of [0, 5, -5, -123_456])
    deepEqual(field.parse('count', field.write('count', value)), { value })
})

test('anything else is no count', () => {
  for (const typed of ['', '--5', '-', 'five', '1.234']) equal('errors' in read(typed), true, typed)
})
