import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stored, storyId } from '#kernel/story.ts'
import { endOfDay, startOfDay } from '#values/local-time.ts'
import { move } from './accounts.ts'
import type { WalletEvents } from './events.ts'
import { linesOf, statementOf } from './statement-lines.ts'

const zone = 'Europe/London'
const physio = { kind: 'visit', id: storyId(4) }
const order = { kind: 'order', id: storyId(5) }
const topUp = (amount: number, method: 'cash' | 'card'): WalletEvents => ({
  type: 'TopUpRecorded',
  data: {
    amount,
    method,
    reference: '',
    day: '',
    second: false,
    postings: move(amount, method, 'wallet.available'),
  },
})
const hold = (amount: number, purpose = physio): WalletEvents => ({
  type: 'MoneyHeld',
  data: {
    hold: purpose.id,
    amount,
    for: purpose,
    expires: null,
    postings: move(amount, 'wallet.available', 'wallet.held'),
  },
})
const take = (amount: number, purpose = physio): WalletEvents => ({
  type: 'HeldMoneyTaken',
  data: {
    hold: purpose.id,
    amount,
    gift: 0,
    for: purpose,
    postings: move(amount, 'wallet.held', 'revenue'),
  },
})

// Maria's fortnight, as the clinic tells it.
const days: readonly (readonly [string, WalletEvents])[] = [
  ['2026-11-09', { type: 'WalletOpened', data: { person: storyId(1) } }],
  ['2026-11-09', topUp(10_000, 'card')],
  ['2026-11-10', hold(4200)],
  ['2026-11-12', hold(2295, order)],
  ['2026-11-13', take(2295, order)],
  ['2026-11-16', take(4200)],
  ['2026-11-16', topUp(5000, 'cash')],
  ['2026-11-17', hold(4200)],
]
const events = days.map(([day, event], index) =>
  stored(event, { at: startOfDay(day, zone) + 36_000_000 + index, position: index + 1 }),
)
const within = (from: string, to: string) =>
  statementOf(linesOf(events), startOfDay(from, zone), endOfDay(to, zone))

test('every line says what stands free and held after it', () => {
  const after = linesOf(events).map(({ available, held }) => [available, held])
  assert.deepEqual(after, [
    [10_000, 0],
    [5800, 4200],
    [3505, 6495],
    [3505, 4200],
    [3505, 0],
    [8505, 0],
    [4305, 4200],
  ])
})

test('a statement of everything comes to what the wallet holds', () => {
  const { before, after, paidIn, taken } = within('2026-11-09', '2026-11-23')
  assert.deepEqual(before, { available: 0, held: 0 })
  assert.deepEqual(after, { available: 4305, held: 4200 })
  assert.deepEqual([paidIn, taken], [15_000, 6495])
  assert.equal(paidIn, after.available + after.held + taken)
})

test('a later statement begins with what an earlier one ended with', () => {
  const first = within('2026-11-09', '2026-11-12')
  const second = within('2026-11-13', '2026-11-23')
  assert.deepEqual(second.before, first.after)
  assert.equal(first.lines.length + second.lines.length, linesOf(events).length)
})

test('days on which nothing moved are carried forward', () => {
  const { lines, before, after } = within('2026-11-14', '2026-11-15')
  assert.deepEqual(lines, [])
  assert.deepEqual(before, { available: 3505, held: 4200 })
  assert.deepEqual(after, before)
})
