import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { move } from '../accounts.ts'
import type { WalletEvents } from '../events.ts'
import { walletOpened } from '../wallet-story.ts'
import { settleOnlineTopUp } from './settle-online-top-up.ts'

const bank = { id: 'system:payments', role: 'system', onBehalfOf: null }
const topUp = storyId(7)
const given = story(settleOnlineTopUp)
const known = { facts: { clinic } }
const began: WalletEvents = { type: 'TopUpStarted', data: { topUp, amount: 2_000 } }
const failed: WalletEvents = { type: 'TopUpFailed', data: { topUp, amount: 2_000 } }
const recorded: WalletEvents = {
  type: 'TopUpRecorded',
  data: {
    amount: 2_000,
    method: 'online',
    reference: topUp,
    day: '2026-11-23',
    second: false,
    postings: move(2_000, 'online', 'wallet.available'),
  },
}
const paid = { topUp, outcome: 'paid', amount: 2_000 } as const
const refused = { ...paid, outcome: 'refused' } as const

test('what the bank says was paid is in the wallet', () =>
  given(walletOpened, began).when(bank, paid, known).thenEvents(recorded))

test('what the bank says was not paid is not', () =>
  given(walletOpened, began).when(bank, refused, known).thenEvents(failed))

test('whichever comes second, its call or its answer, records nothing again', () => {
  given(walletOpened, began, recorded).when(bank, paid, known).thenRefused('known')
  given(walletOpened, began, failed).when(bank, refused, known).thenRefused('known')
})

test('what is in the wallet is not taken out again because the bank changes its mind', () =>
  given(walletOpened, began, recorded).when(bank, refused, known).thenRefused('known'))

test('money that comes after all counts', () =>
  given(walletOpened, began, failed).when(bank, paid, known).thenEvents(recorded))

test('another amount than was begun is not believed', () =>
  given(walletOpened, began)
    .when(bank, { ...paid, amount: 200_000 }, known)
    .thenRefused('amount', { begun: 2_000, amount: 200_000 }))

test('a top-up that nobody began is unknown', () =>
  given(walletOpened).when(bank, paid, known).thenRefused('unknown'))
