import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { barcodeOf } from './barcode.ts'

test('a number stands between two marks, each character five bars wide apart', () => {
  const { bars, width } = barcodeOf(1043)
  equal(bars.length, 6 * 5)
  // Six characters of six narrow and three wide parts, and five spaces between them.
  equal(width, 6 * (6 + 3 * 3) + 5)
})

test('the mark at both ends is narrow, narrow, wide, wide, narrow, as scanners expect', () => {
  const { bars } = barcodeOf(7)
  const mark = [1, 1, 3, 3, 1]
  deepEqual(
    bars.slice(0, 5).map(({ width }) => width),
    mark,
  )
  deepEqual(
    bars.slice(-5).map(({ width }) => width),
    mark,
  )
})

test('no two digits look alike', () => {
  const drawn = [...'0123456789'].map((digit) => JSON.stringify(barcodeOf(Number(digit))))
  equal(new Set(drawn).size, 10)
})
