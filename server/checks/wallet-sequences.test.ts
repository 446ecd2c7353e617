import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { giftsStay } from './gifts.ts'
import { holdsAreUsedUpOnce } from './holds.ts'
import { booksBalance, movementsBalance, walletsAreNeverBelowNothing } from './money.ts'
import { nothingIsGivenTwice } from './refunds.ts'
import { secondPersonsAreOthers } from './second-person.ts'
import { ada, attempt, foundBy, lastCommand, nora, openBench, sam } from './wallet-moves.ts'
import {
  emptyPurse,
  free,
  freeze,
  hold,
  inEnvelopes,
  release,
  type Step,
  take,
  topUp,
} from './wallet-purse.ts'
import { correct, decide, decline, goodwill, payOut, refund, undo } from './wallet-purse-back.ts'

const number = fc.integer({ min: 11, max: 15 })
const coins = fc.integer({ min: 1, max: 6_000 })
const index = fc.nat({ max: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: coins.map(topUp) },
  { weight: 4, arbitrary: fc.tuple(number, coins).map(([one, amount]) => hold(one, amount)) },
  { weight: 4, arbitrary: fc.tuple(number, coins).map(([one, amount]) => take(one, amount)) },
  { weight: 1, arbitrary: number.map(release) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(sam, nora), number, coins)
      .map(([by, one, amount]) => refund(by, one, amount)),
  },
  { weight: 2, arbitrary: index.map(undo) },
  { weight: 3, arbitrary: coins.map(payOut) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 14_000 }).map(goodwill) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(nora, ada), index).map(([by, one]) => decide(by, one)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(index, fc.integer({ min: -6_000, max: 6_000 }))
      .filter(([, gained]) => gained !== 0)
      .map(([one, gained]) => correct(one, gained)),
  },
  { weight: 1, arbitrary: index.map(decline) },
  { weight: 1, arbitrary: fc.constantFrom(freeze(true), freeze(false), freeze(false)) },
)

const proven = [
  movementsBalance,
  booksBalance,
  walletsAreNeverBelowNothing,
  holdsAreUsedUpOnce,
  nothingIsGivenTwice,
  giftsStay,
  secondPersonsAreOthers,
]

const mustHappen = [
  'TopUpRecorded',
  'MoneyHeld',
  'HeldMoneyTaken',
  'HeldMoneyReleased',
  'MoneyRefunded',
  'RefundUndone',
  'BalancePaidOut',
  'GoodwillGiven',
  'LedgerCorrected',
  'ApprovalRequested',
  'ApprovalGiven',
  'ApprovalDeclined',
  'WalletFrozen',
]

test('a wallet does and refuses what a purse of coins would, and every invariant holds', () => {
  const happened = new Set<string>()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const bench = openBench()
      const purse = emptyPurse()
      for (const { intent, by, data, act } of steps) {
        const code = attempt(bench, { intent, by, data: data(purse) })
        assert.equal(code === undefined, act(purse, lastCommand(bench)), `${intent} ${code}`)
        const { available, held, gift: given } = bench.state as Record<string, number>
        const expected = [free(purse), inEnvelopes(purse), purse.gift]
        assert.deepEqual([available, held, given], expected, intent)
      }
      for (const { type } of bench.log) happened.add(type)
      for (const check of proven) assert.deepEqual(foundBy(check, bench.log), [], check.id)
    }),
    { seed: 20_261_123, numRuns: 400 },
  )
  const tame = mustHappen.filter((type) => !happened.has(type))
  assert.deepEqual(tame, [], 'never happened')
})
