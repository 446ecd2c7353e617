import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BarPart, shares } from '#web/money-bar.ts'

const part = (name: BarPart['part'], minor: number): BarPart => ({
  part: name,
  title: name,
  amount: { minor, text: String(minor) },
})

test('a bar is divided as the money is, with a gap between the parts', () => {
  const [free, held] = shares([part('free', 3000), part('held', 1000)])
  assert.deepEqual([free?.start, free?.width], [0, 746])
  assert.deepEqual([held?.start, held?.width], [751, 249])
})

test('what is nothing is not drawn, and an empty wallet is an empty bar', () => {
  assert.equal(shares([part('free', 3000), part('held', 0)]).length, 1)
  assert.deepEqual(shares([part('free', 0)]), [])
})

test('only what is short is hatched', () => {
  const [free, short] = shares([part('free', 1630), part('short', 320)])
  assert.equal(free?.strokes.length, 0)
  assert.ok((short?.strokes.length ?? 0) > 3)
})
