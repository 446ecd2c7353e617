import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import type { WalletEvents } from '../events.ts'
import { walletOpened } from '../wallet-story.ts'
import { topUpOnline } from './top-up-online.ts'

const maria = { id: storyId(1), role: 'patient', onBehalfOf: null }
const clinic = { ...harbourLane, demo: true }
const given = story(topUpOnline)
const known = { facts: { clinic } }
const twenty = { amount: 2_000, another: false }
const began = (topUp: string): WalletEvents => ({
  type: 'TopUpStarted',
  data: { topUp, amount: 2_000 },
})
const minuteMs = 60_000

test('a top-up is begun under the id of its command, and nothing is in the wallet yet', () =>
  given(walletOpened)
    .when(maria, twenty, known)
    .thenEvents(began(storyId(8))))

test('while the bank has not told us, nobody is led into paying twice', () =>
  given(walletOpened, began(storyId(7)))
    .when(maria, twenty, known)
    .thenRefused('provider-unknown', { amount: 2_000, next: storyTime + minuteMs }))

test('another payment is begun where somebody says that it is one', () =>
  given(walletOpened, began(storyId(7)))
    .when(maria, { ...twenty, another: true }, known)
    .thenEvents(began(storyId(8))))

test('after a day without an answer nothing is asked any more, so a new one may begin', () =>
  given(walletOpened, began(storyId(7)))
    .when(maria, twenty, { ...known, at: storyTime + 24 * 60 * minuteMs })
    .thenEvents(began(storyId(8))))

test('what was refused at the bank does not stand in the way', () =>
  given(walletOpened, began(storyId(7)), {
    type: 'TopUpFailed',
    data: { topUp: storyId(7), amount: 2_000 },
  })
    .when(maria, twenty, known)
    .thenEvents(began(storyId(8))))

test('online, too, one top-up is at most what the clinic allows', () =>
  given(walletOpened)
    .when(maria, { ...twenty, amount: 50_001 }, known)
    .thenRefused('limit', { limit: 50_000, amount: 50_001 }))

test('where no bank is set, online top-up is not offered', () =>
  given(walletOpened)
    .when(maria, twenty, { facts: { clinic: { ...clinic, demo: false } } })
    .thenRefused('not-offered'))

test('a wallet that is not there cannot be topped up', () =>
  given().when(maria, twenty, known).thenRefused('not-open'))
