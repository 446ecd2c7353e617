import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { move } from '../accounts.ts'
import type { WalletEvents } from '../events.ts'
import {
  given as gift,
  held,
  taken as tookVisit,
  toppedUp,
  visit,
  walletOpened,
} from '../wallet-story.ts'
import { takeHeldMoney } from './take-held-money.ts'

const given = story(takeHeldMoney)
const handover = { id: 'system:order', role: 'system', onBehalfOf: storyId(2) }
const hold = storyId(3)
const purpose = { kind: 'order', id: hold }
const wallet: WalletEvents[] = [
  { type: 'WalletOpened', data: { person: storyId(1) } },
  {
    type: 'TopUpRecorded',
    data: {
      amount: 4000,
      method: 'cash',
      reference: '',
      day: '2026-11-23',
      second: false,
      postings: move(4000, 'cash', 'wallet.available'),
    },
  },
  {
    type: 'MoneyHeld',
    data: {
      hold,
      amount: 2375,
      for: purpose,
      expires: null,
      postings: move(2375, 'wallet.available', 'wallet.held'),
    },
  },
]
const taken = (amount: number) => ({
  type: 'HeldMoneyTaken' as const,
  data: { hold, amount, gift: 0, for: purpose, postings: move(amount, 'wallet.held', 'revenue') },
})

test('held money is taken when the order is handed over', () => {
  given(...wallet)
    .when(handover, { hold, amount: 2375 })
    .thenEvents(taken(2375))
})

test('where less was handed over, the rest is free again', () => {
  given(...wallet)
    .when(handover, { hold, amount: 2000 })
    .thenEvents(taken(2000), {
      type: 'HeldMoneyReleased',
      data: {
        hold,
        amount: 375,
        for: purpose,
        reason: 'Less was taken than was held',
        postings: move(375, 'wallet.held', 'wallet.available'),
      },
    })
})

test('no more is taken than is held', () => {
  given(...wallet)
    .when(handover, { hold, amount: 2376 })
    .thenRefused('over', { remaining: 2375 })
})

test('a hold is taken once', () => {
  given(...wallet, taken(2375))
    .when(handover, { hold, amount: 2375 })
    .thenRefused('closed', { ended: 'taken', at: storyTime })
})

test('what was never held is not taken', () => {
  given(...wallet)
    .when(handover, { hold: storyId(4), amount: 1 })
    .thenRefused('not-held')
})

test('what is held until a time is not taken after it', () => {
  given(walletOpened, toppedUp(5_000), held(visit.id, 4_200, storyTime))
    .when(handover, { hold: visit.id, amount: 4_200 })
    .thenRefused('expired', { at: storyTime })
})

test('the clinic’s gift is spent before what was paid in', () => {
  given(walletOpened, gift(1_000), toppedUp(2_000), held(visit.id, 2_500))
    .when(handover, { hold: visit.id, amount: 2_500 })
    .thenEvents(tookVisit(visit.id, 2_500, 1_000))
})

test('of a hold that was released in part only the rest can be taken', () => {
  const released: WalletEvents = {
    type: 'HeldMoneyReleased',
    data: {
      hold,
      amount: 375,
      for: purpose,
      reason: 'One line was short',
      postings: move(375, 'wallet.held', 'wallet.available'),
    },
  }
  given(...wallet, released)
    .when(handover, { hold, amount: 2001 })
    .thenRefused('over', { remaining: 2000 })
  const postings = move(2000, 'wallet.held', 'revenue')
  given(...wallet, released)
    .when(handover, { hold, amount: 2000 })
    .thenEvents({
      type: 'HeldMoneyTaken',
      data: { hold, amount: 2000, gift: 0, for: purpose, postings },
    })
})
