import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { type Account, move } from '../accounts.ts'
import type { Correctable, WalletEvents } from '../events.ts'
import {
  ada,
  given as gift,
  held,
  listed,
  nora,
  paidOut,
  taken,
  toppedUp,
  visit,
  walletOpened,
} from '../wallet-story.ts'
import { correctLedger } from './correct-ledger.ts'

const given = story(correctLedger)
const reason = 'The slip says another amount'
const facts = { managers: listed(nora, 'Nora Bright'), admins: listed(ada, 'Ada Lindqvist') }
const about = { facts, person: storyId(1) }
// In a story every event comes of the same command.
const movement = storyId(8)
const form = (direction: 'more' | 'less', amount: number, ask = false) => ({
  movement,
  direction,
  amount,
  reason,
  ask,
})

function corrected(kind: Correctable, amount: number, account: Account, lost = 0): WalletEvents {
  const postings =
    amount > 0
      ? move(amount, account, 'wallet.available')
      : move(-amount, 'wallet.available', account)
  const data = { corrects: movement, kind, amount, gift: lost, reason, approval: null, postings }
  return { type: 'LedgerCorrected', data }
}

test('a top-up that was too high is taken back where it came from', () =>
  given(walletOpened, toppedUp(5_000))
    .when(nora, form('less', 4_500), about)
    .thenEvents(corrected('top-up', -4_500, 'card')))

test('one that was too low is made up', () =>
  given(walletOpened, toppedUp(500))
    .when(nora, form('more', 4_500), about)
    .thenEvents(corrected('top-up', 4_500, 'card')))

test('never more is taken back than was recorded, corrections counted', () =>
  given(walletOpened, toppedUp(5_000), corrected('top-up', -4_500, 'card'))
    .when(nora, form('less', 501), about)
    .thenRefused('too-much', { recorded: 500 }))

test('a wallet never goes below zero', () =>
  given(walletOpened, toppedUp(5_000), held(visit.id, 4_000), taken(visit.id, 4_000))
    .when(nora, form('less', 4_500), about)
    .thenRefused('negative', { available: 1_000 }))

test('a gift that is taken back is no gift any more', () =>
  given(walletOpened, gift(2_000))
    .when(nora, form('less', 500), about)
    .thenEvents(corrected('goodwill', -500, 'goodwill', -500)))

test('a pay-out that was too high comes back, and one that was too low leaves', () => {
  const before = [walletOpened, { ...toppedUp(5_000) }, paidOut(2_000)]
  given(...before)
    .when(nora, form('more', 2_000), about)
    .thenEvents(corrected('pay-out', 2_000, 'cash'))
  given(...before)
    .when(nora, form('less', 3_000), about)
    .thenEvents(corrected('pay-out', -3_000, 'cash'))
  given(...before)
    .when(nora, form('more', 2_001), about)
    .thenRefused('too-much', { recorded: 2_000 })
})

test('a correction pays no gift out', () =>
  given(walletOpened, toppedUp(2_000), gift(1_000), paidOut(2_000))
    .when(nora, form('less', 1), about)
    .thenRefused('goodwill', { gift: 1_000, most: 0 }))

test('over £100 somebody else has to approve', () =>
  given(walletOpened, toppedUp(20_000))
    .when(nora, form('less', 10_001), about)
    .thenRefused('second-person', { limit: 10_000, names: 'Ada Lindqvist' }))

test('where nothing moved there is nothing to correct', () =>
  given(walletOpened).when(nora, form('more', 1), about).thenRefused('no-movement'))
