import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import type { UsedReference } from '../references.ts'
import { topUpWallet } from './top-up-wallet.ts'

const sam = { id: storyId(2), role: 'receptionist', onBehalfOf: null }
const aisha = storyId(1)
const opened = { type: 'WalletOpened' as const, data: { person: aisha } }
const given = story(topUpWallet)
const known = (...uses: UsedReference[]) => ({ facts: { clinic, uses } })
const cash = { amount: 320, method: 'cash', reference: '', second: false } as const
const card = { amount: 10_000, method: 'card', reference: '004417', second: false } as const
const recorded = (data: {
  amount: number
  method: 'cash' | 'card'
  reference: string
  second: boolean
}) => ({
  type: 'TopUpRecorded' as const,
  data: {
    ...data,
    day: '2026-11-23',
    postings: [
      { account: data.method, debit: data.amount, credit: 0 },
      { account: 'wallet.available' as const, debit: 0, credit: data.amount },
    ],
  },
})

test('cash at the desk is free to use at once', () => {
  given(opened).when(sam, cash, known()).thenEvents(recorded(cash))
})

test('a card payment keeps its reference', () => {
  given(opened).when(sam, card, known()).thenEvents(recorded(card))
})

test('a payment by card or transfer has a reference', () => {
  given(opened)
    .when(sam, { ...card, reference: '' }, known())
    .thenRefused('reference-missing', { method: 'card' })
})

test('a reference that was entered today is asked about, with who and when', () => {
  const used = { day: '2026-11-23', at: storyTime - 60_000, person: storyId(5) }
  given(opened)
    .when(sam, card, known(used))
    .thenRefused('reference-used', { reference: '004417', at: used.at, person: used.person })
  const second = { ...card, second: true }
  given(opened).when(sam, second, known(used)).thenEvents(recorded(second))
})

test('the same reference on another day is another payment', () => {
  const used = { day: '2026-11-20', at: storyTime - 300_000_000, person: storyId(5) }
  given(opened).when(sam, card, known(used)).thenEvents(recorded(card))
})

test('the day is the clinic’s, not Greenwich’s', () => {
  const lateInJuly = Date.UTC(2026, 6, 1, 23, 30)
  const used = { day: '2026-07-01', at: lateInJuly - 3_600_000, person: storyId(5) }
  const event = recorded(card)
  given(opened)
    .when(sam, card, { ...known(used), at: lateInJuly })
    .thenEvents({ ...event, data: { ...event.data, day: '2026-07-02' } })
})

test('one top-up is at most what the clinic allows', () => {
  given(opened)
    .when(sam, { ...cash, amount: 50_001 }, known())
    .thenRefused('limit', { limit: 50_000, amount: 50_001 })
  given(opened)
    .when(sam, { ...cash, amount: 50_000 }, known())
    .thenEvents(recorded({ ...cash, amount: 50_000 }))
})

test('money cannot be paid into a wallet that is not there', () => {
  given().when(sam, cash, known()).thenRefused('not-open')
})

test('a frozen wallet still takes money in', () => {
  const frozen = { type: 'WalletFrozen' as const, data: { reason: 'Disputed' } }
  given(opened, frozen).when(sam, cash, known()).thenEvents(recorded(cash))
})
