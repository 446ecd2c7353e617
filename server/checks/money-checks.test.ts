import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { giftsStay } from './gifts.ts'
import { holdsAreUsedUpOnce } from './holds.ts'
import { booksBalance, movementsBalance, walletsAreNeverBelowNothing } from './money.ts'
import { nothingIsGivenTwice } from './refunds.ts'
import { secondPersonsAreOthers } from './second-person.ts'
import {
  ada,
  attempt,
  type Bench,
  firstOf,
  foundBy,
  lastCommand,
  type Move,
  machine,
  nora,
  openBench,
  owner,
  sam,
  withChange,
} from './wallet-moves.ts'

const line = storyId(11)
const reason = 'So it was decided'

function does(bench: Bench, ...moves: readonly Move[]): void {
  for (const move of moves) assert.equal(attempt(bench, move), undefined, move.intent)
}

const topUp = (amount: number, reference = '004417'): Move => ({
  intent: 'top-up-wallet',
  by: sam,
  data: { amount, method: 'card', reference, second: false },
})
const refund = (by: typeof sam, amount: number): Move => ({
  intent: 'refund-to-wallet',
  by,
  data: { line, amount, reason, ask: true },
})

/** A wallet in which everything happened that has to do with money, each as it should. */
function busyWallet(): readonly Envelope[] {
  const bench = openBench()
  const visit = { hold: line, amount: 5_800, for: { kind: 'visit', id: line } }
  does(
    bench,
    topUp(8_000),
    { intent: 'give-goodwill', by: nora, data: { amount: 1_000, reason, ask: false } },
    { intent: 'hold-money', by: machine, data: visit },
    { intent: 'take-held-money', by: machine, data: { hold: line, amount: 5_800 } },
    refund(sam, 500),
    refund(sam, 4_000),
  )
  const request = lastCommand(bench)
  const paid = { amount: 2_000, method: 'cash', reference: '', payee: true }
  does(
    bench,
    { intent: 'approve-wallet-request', by: nora, data: { request } },
    { intent: 'pay-out-balance', by: nora, data: paid },
    { intent: 'freeze-wallet', by: nora, data: { reason, knowing: false } },
  )
  return bench.log
}

const log = busyWallet()
const all = [
  movementsBalance,
  booksBalance,
  walletsAreNeverBelowNothing,
  holdsAreUsedUpOnce,
  nothingIsGivenTwice,
  giftsStay,
  secondPersonsAreOthers,
]
const refundApproved = log.filter(({ type }) => type === 'MoneyRefunded')[1] as Envelope
const placesOf = (check: (typeof all)[number], broken: readonly Envelope[]) =>
  foundBy(check, broken).map(({ position }) => position)

test('in a wallet in which everything happened as it should, nothing is found', () => {
  for (const check of all) assert.deepEqual(foundBy(check, log), [], check.id)
})

test('more refunded than was taken is told', () => {
  const broken = withChange(log, refundApproved, { data: { amount: 5_400 } })
  assert.deepEqual(placesOf(nothingIsGivenTwice, broken), [refundApproved.position])
})

test('a refund of something that was never taken is told', () => {
  const broken = withChange(log, refundApproved, { data: { line: storyId(99) } })
  assert.deepEqual(placesOf(nothingIsGivenTwice, broken), [refundApproved.position])
})

test('a payment that is recorded twice is told, however it is written', () => {
  const first = firstOf(log, 'TopUpRecorded')
  const again = { ...first, data: { ...first.data, reference: ' 00 4417' } }
  assert.deepEqual(placesOf(nothingIsGivenTwice, [first, again]), [first.position])
  const second = { ...again, data: { ...again.data, second: true } }
  assert.deepEqual(placesOf(nothingIsGivenTwice, [first, second]), [])
})

test('a gift that is paid out is told', () => {
  const bench = openBench()
  does(bench, topUp(2_000), {
    intent: 'give-goodwill',
    by: nora,
    data: { amount: 1_000, reason, ask: false },
  })
  const paid = { amount: 2_000, method: 'cash', reference: '', payee: true }
  does(bench, { intent: 'pay-out-balance', by: nora, data: paid })
  const out = firstOf(bench.log, 'BalancePaidOut')
  const postings = [
    { account: 'wallet.available', debit: 2_001, credit: 0 },
    { account: 'cash', debit: 0, credit: 2_001 },
  ]
  const broken = withChange(bench.log, out, { data: { amount: 2_001, postings } })
  assert.ok(placesOf(giftsStay, broken).includes(out.position))
})

test('a gift that is not spent first is told', () => {
  const taken = firstOf(log, 'HeldMoneyTaken')
  assert.equal(
    placesOf(giftsStay, withChange(log, taken, { data: { gift: 0 } }))[0],
    taken.position,
  )
})

test('a pay-out from a frozen wallet is told', () => {
  const frozen = firstOf(log, 'WalletFrozen')
  const out = firstOf(log, 'BalancePaidOut')
  const broken = [...log.filter((event) => event !== out), out]
  assert.deepEqual(placesOf(giftsStay, broken), [out.position])
  assert.equal(frozen.stream, out.stream)
})

test('a wallet that is closed with money in it is told', () => {
  const last = log.at(-1) as Envelope
  const closed = { ...last, type: 'NewWalletClosed', data: { person: owner } }
  assert.deepEqual(placesOf(giftsStay, [...log.slice(0, -1), closed]), [last.position])
})

test('whoever approves their own request, or to their own good, is told', () => {
  const approved = firstOf(log, 'ApprovalGiven')
  for (const actor of [sam.id, owner]) {
    const found = placesOf(secondPersonsAreOthers, withChange(log, approved, { actor }))
    assert.deepEqual(found, [approved.position])
  }
})

test('a request that is decided twice, or was never made, is told', () => {
  const approved = firstOf(log, 'ApprovalGiven')
  const again = { ...approved, actor: ada.id, position: 99 }
  assert.deepEqual(placesOf(secondPersonsAreOthers, [...log, again]), [99])
  const unknown = withChange(log, approved, { data: { request: storyId(99) } })
  assert.equal(placesOf(secondPersonsAreOthers, unknown)[0], approved.position)
})

test('what is done over a limit without a second person is told', () => {
  const first = firstOf(log, 'MoneyRefunded')
  const refundAlone = withChange(log, first, { data: { amount: 2_501 } })
  assert.deepEqual(placesOf(secondPersonsAreOthers, refundAlone), [first.position])
  const gift = firstOf(log, 'GoodwillGiven')
  const giftAlone = withChange(log, gift, { data: { amount: 10_001 } })
  assert.deepEqual(placesOf(secondPersonsAreOthers, giftAlone), [gift.position])
})

test('an approval that is used for another sum, or another command, is told', () => {
  const more = withChange(log, refundApproved, { data: { amount: 4_100 } })
  assert.deepEqual(placesOf(secondPersonsAreOthers, more), [refundApproved.position])
  const later = withChange(log, refundApproved, { command: storyId(98) })
  assert.deepEqual(placesOf(secondPersonsAreOthers, later), [refundApproved.position])
})

test('a manager who refunds themselves is told', () => {
  const first = firstOf(log, 'MoneyRefunded')
  const own = withChange(log, first, { actor: owner, role: 'manager' })
  assert.deepEqual(placesOf(secondPersonsAreOthers, own), [first.position])
})
