import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { sumOf, taxParts, taxWithin } from './line-sums.ts'

test('the tax in a price is the part that the rate added, to the nearest penny', () => {
  deepStrictEqual(taxWithin(1200, 20), 200)
  deepStrictEqual(taxWithin(1990, 20), 332)
  deepStrictEqual(taxWithin(105, 5), 5)
  deepStrictEqual(taxWithin(8500, 0), 0)
})

test('the tax is told for each rate, and not at all where there is none', () => {
  const lines = [
    { price: 995, quantity: 2, taxRate: 20 },
    { price: 105, quantity: 1, taxRate: 5 },
    { price: 8500, quantity: 1, taxRate: 0 },
  ]
  deepStrictEqual(taxParts(lines), [
    { rate: 20, tax: 332 },
    { rate: 5, tax: 5 },
  ])
  deepStrictEqual(sumOf(lines), 10_595)
  deepStrictEqual(taxParts([]), [])
})
