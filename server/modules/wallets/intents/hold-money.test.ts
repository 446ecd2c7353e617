import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { move } from '../accounts.ts'
import type { WalletEvents } from '../events.ts'
import { holdMoney } from './hold-money.ts'

const given = story(holdMoney)
const order = { id: 'system:order', role: 'system', onBehalfOf: storyId(2) }
const opened: WalletEvents = { type: 'WalletOpened', data: { person: storyId(1) } }
const toppedUp: WalletEvents = {
  type: 'TopUpRecorded',
  data: {
    amount: 1630,
    method: 'cash',
    reference: '',
    day: '2026-11-23',
    second: false,
    postings: move(1630, 'cash', 'wallet.available'),
  },
}
const sock = {
  hold: storyId(3),
  amount: 1950,
  for: { kind: 'order', id: storyId(3) },
  expires: undefined,
}
const band = { ...sock, amount: 650 }
const held = (data: Omit<typeof sock, 'expires'> & { expires?: number | undefined }) => ({
  type: 'MoneyHeld' as const,
  data: {
    ...data,
    expires: data.expires ?? null,
    postings: move(data.amount, 'wallet.available', 'wallet.held'),
  },
})

test('money for an order is set aside', () => {
  given(opened, toppedUp).when(order, band).thenEvents(held(band))
})

test('Aisha is £3.20 short for a sock, and is told so', () => {
  given(opened, toppedUp)
    .when(order, sock)
    .thenRefused('short', { needed: 1950, available: 1630, held: 0, gap: 320 })
})

test('what is held already cannot be held twice', () => {
  const other = { ...band, hold: storyId(4), amount: 1000 }
  given(opened, toppedUp, held(band))
    .when(order, other)
    .thenRefused('short', { needed: 1000, available: 980, held: 650, gap: 20 })
})

test('the same hold asked for again is the one that is there', () => {
  given(opened, toppedUp, held(band)).when(order, band).thenEvents()
})

test('a hold of another amount is not the same', () => {
  given(opened, toppedUp, held(band))
    .when(order, { ...band, amount: 700 })
    .thenRefused('hold-used', { at: storyTime })
})

test('nothing new is held in a frozen wallet', () => {
  const frozen: WalletEvents = { type: 'WalletFrozen', data: { reason: 'Disputed' } }
  given(opened, toppedUp, frozen).when(order, band).thenRefused('frozen', { since: storyTime })
})

test('the receipt says which hold to release, and no more', () => {
  assert.deepEqual(holdMoney.receipt?.([], band), {
    hold: storyId(3),
    reason: 'What it was held for did not come about',
  })
})

test('a deposit is held until a time, which has to be still to come', () => {
  const deposit = { ...band, expires: storyTime + 600_000 }
  given(opened, toppedUp).when(order, deposit).thenEvents(held(deposit))
  given(opened, toppedUp)
    .when(order, { ...band, expires: storyTime })
    .thenRefused('past', { until: storyTime })
})
