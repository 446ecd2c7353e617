import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import type { WalletEvents } from '../events.ts'
import { sam, walletOpened } from '../wallet-story.ts'
import { sendStatement } from './send-statement.ts'

const given = story(sendStatement)
const maria = {
  id: storyId(1),
  given: 'Maria',
  family: 'Santos',
  name: 'Maria Santos',
  dob: '1957-03-14',
  phone: '',
  email: 'maria@example.org',
  guardian: null,
}
const dayMs = 86_400_000
const moves = [
  { at: storyTime - 60 * dayMs, type: 'TopUpRecorded', free: 5_000, held: 0 },
  { at: storyTime - 2 * dayMs, type: 'MoneyHeld', free: -4_200, held: 4_200 },
  { at: storyTime - dayMs, type: 'HeldMoneyTaken', free: 0, held: -4_200 },
]
const known = { facts: { clinic, owner: maria, moves }, person: maria.id }
const month = { from: '2026-10-23', to: '2026-11-23' }
const sent = (data: Partial<Extract<WalletEvents, { type: 'StatementSent' }>['data']>) => ({
  type: 'StatementSent' as const,
  data: { ...month, how: 'mail' as const, before: '', after: '', lines: [], ...data },
})

test('a mail says what moved, oldest first, and what was free before and after', () =>
  given(walletOpened)
    .when(sam, { ...month, how: 'mail' }, known)
    .thenEvents(
      sent({
        before: '£50.00',
        after: '£8.00',
        lines: [
          '21 November 2026: Held £42.00, free £8.00',
          '22 November 2026: Taken -£42.00, free £8.00',
        ],
      }),
    ))

test('what is printed or taken along is only noted', () => {
  for (const how of ['print', 'csv'] as const)
    given(walletOpened)
      .when(sam, { ...month, how }, known)
      .thenEvents(sent({ how }))
})

test('a start after the end makes no statement, nor more than thirteen months', () => {
  given(walletOpened)
    .when(sam, { from: '2026-11-24', to: '2026-11-23', how: 'print' }, known)
    .thenRefused('range', {
      problem: 'The start is after the end. Choose an earlier start or a later end.',
    })
  given(walletOpened)
    .when(sam, { from: '2025-10-01', to: '2026-11-23', how: 'print' }, known)
    .thenRefused('range', { problem: 'A statement covers at most 13 months. Make two of it.' })
})

test('without an address nothing can be mailed', () => {
  const facts = { ...known.facts, owner: { ...maria, email: '' } }
  given(walletOpened)
    .when(sam, { ...month, how: 'mail' }, { ...known, facts })
    .thenRefused('no-address')
})

test('what is too long for a mail is printed', () => {
  const many = Array.from({ length: 301 }, () => ({ ...moves[2], at: storyTime - dayMs }) as never)
  given(walletOpened)
    .when(sam, { ...month, how: 'mail' }, { ...known, facts: { ...known.facts, moves: many } })
    .thenRefused('long', { count: 301 })
})
