import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { expiringFirst, isGood, takenInTurn } from './first-out.ts'

test('what expires first goes out first, what never does last, and of one day by name', () => {
  const lot = (name: string, expires: string | null) => ({ lot: name, expires })
  const lots = [
    lot('D', null),
    lot('B', '2027-01-31'),
    lot('A', '2027-01-31'),
    lot('C', '2026-12-01'),
  ]
  deepEqual(
    lots.toSorted(expiringFirst).map((one) => one.lot),
    ['C', 'A', 'B', 'D'],
  )
})

test('a lot is good on its last day and not after it, and never once recalled', () => {
  const lot = { expires: '2026-12-01', recalled: false }
  const days = ['2026-12-01', '2026-12-02']
  deepEqual(
    days.map((day) => isGood(lot, day)),
    [true, false],
  )
  deepEqual(
    days.map((day) => isGood({ ...lot, expires: null }, day)),
    [true, true],
  )
  deepEqual(
    days.map((day) => isGood({ expires: null, recalled: true }, day)),
    [false, false],
  )
})

test('pieces are taken from one lot after the other, from an empty one none', () => {
  const lots = [
    { lot: 'A', left: 1 },
    { lot: 'B', left: -1 },
    { lot: 'C', left: 5 },
  ]
  deepEqual(takenInTurn(3, lots), [
    { lot: 'A', quantity: 1 },
    { lot: 'C', quantity: 2 },
  ])
})
