import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alternate, median, percentile } from './report.ts'

test('a percentile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.equal(percentile(hundred, 50), 50)
  assert.equal(percentile(hundred, 99), 99)
  assert.equal(percentile(hundred, 100), 100)
  assert.equal(percentile([7], 99), 7)
  assert.ok(Number.isNaN(percentile([], 50)))
})

test('the median of an even number of values lies between the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 2, 9]), 3)
  assert.ok(Number.isNaN(median([])))
})

test('one disturbed pair does not change the ratio of two sides', async () => {
  const ours = [200, 210, 20, 190, 205]
  const theirs = [100, 105, 100, 95, 10]
  const order: string[] = []
  const take = (name: string, values: number[]) => async () => {
    order.push(name)
    return values.shift() ?? 0
  }
  const { ratio } = await alternate(5, take('ours', ours), take('theirs', theirs))
  assert.equal(ratio, 2)
  assert.deepEqual(order.slice(0, 4), ['ours', 'theirs', 'ours', 'theirs'])
})
