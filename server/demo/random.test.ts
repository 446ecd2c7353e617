import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, bytesFrom, drawsFrom, idsFrom, oneOf } from './random.ts'

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('the same seed draws the same numbers, another seed others', () => {
  const drawn = (seed: number) => Array.from({ length: 50 }, drawsFrom(seed))
  assert.deepEqual(drawn(7), drawn(7))
  assert.notDeepEqual(drawn(7), drawn(8))
})

test('numbers are spread evenly from 0 up to but without 1', () => {
  const draw = drawsFrom(3)
  const drawn = Array.from({ length: 10_000 }, draw)
  assert.ok(drawn.every((one) => one >= 0 && one < 1))
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
  assert.ok(Math.abs(mean - 0.5) < 0.02, String(mean))
})

test('whole numbers reach both their ends, and an empty list gives nothing', () => {
  const draw = drawsFrom(5)
  const drawn = new Set(Array.from({ length: 500 }, () => between(draw, 2, 4)))
  assert.deepEqual([...drawn].sort(), [2, 3, 4])
  assert.equal(oneOf(draw, []), undefined)
})

test('bytes are as many as were asked for', () => {
  assert.equal(bytesFrom(drawsFrom(1))(32).length, 32)
})

test('ids are UUIDv7 of their time and sort as they were made', () => {
  const newId = idsFrom(drawsFrom(9))
  const times = [1_795_427_520_000, 1_795_427_520_000, 1_795_427_520_000, 1_795_427_520_001]
  const ids = times.map(newId)
  assert.ok(
    ids.every((id) => uuid7.test(id)),
    ids.join(),
  )
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16), times[0])
})
