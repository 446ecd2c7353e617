import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { machineRandom } from './random.ts'

test('random bytes come in the length asked for, and never twice', () => {
  const random = machineRandom()
  const drawn = Array.from({ length: 5_000 }, () => Buffer.from(random(12)).toString('hex'))
  equal(new Set(drawn).size, drawn.length)
  equal(random(32).length, 32)
  equal(random(10_000).length, 10_000)
})

test('what was handed out does not change when more is drawn', () => {
  const random = machineRandom()
  const key = random(32)
  const before = Buffer.from(key).toString('hex')
  for (let draws = 0; draws < 2_000; draws += 1) random(12)
  equal(Buffer.from(key).toString('hex'), before)
})
