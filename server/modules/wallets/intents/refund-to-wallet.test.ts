import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import {
  given as gift,
  held,
  listed,
  nora,
  process,
  refundAsked,
  refunded,
  sam,
  taken,
  toppedUp,
  visit,
  visitPaid,
  walletOpened,
} from '../wallet-story.ts'
import { refundToWallet } from './refund-to-wallet.ts'

const given = story(refundToWallet)
const reason = 'The visit was cut short'
const line = visit.id
const managers = listed(nora, 'Nora Bright')
const about = { facts: { managers }, person: storyId(1) }
const form = (amount: number, ask = false) => ({ line, amount, reason, ask })

test('the desk refunds a part of a visit', () =>
  given(...visitPaid)
    .when(sam, form(1_000), about)
    .thenEvents(refunded(line, 1_000)))

test('a refund over £25 needs a manager, and the desk is asked whether to send it', () =>
  given(...visitPaid)
    .when(sam, form(4_200), about)
    .thenRefused('limit', { limit: 2_500, names: 'Nora Bright' }))

test('sent to a manager, it is a request and nothing has moved', () =>
  given(...visitPaid)
    .when(sam, form(4_200, true), about)
    .thenEvents({
      ...refundAsked(line, 4_200),
      data: { ...refundAsked(line, 4_200).data, request: storyId(8) },
    }))

test('the same line is not asked for twice while the first request is open', () =>
  given(...visitPaid, refundAsked(line, 4_200))
    .when(sam, form(3_000, true), about)
    .thenRefused('asked-already', { at: storyTime, amount: 4_200 }))

test('a manager refunds any amount that was taken', () =>
  given(...visitPaid)
    .when(nora, form(5_800), about)
    .thenEvents(refunded(line, 5_800)))

test('never more is refunded than was taken', () =>
  given(...visitPaid, refunded(line, 5_000))
    .when(nora, form(801), about)
    .thenRefused('over', { refunded: 5_000, taken: 5_800, left: 800 }))

test('what was paid with the clinic’s gift comes back as a gift first', () => {
  const paid = [
    walletOpened,
    gift(1_000),
    toppedUp(2_000),
    held(line, 2_500),
    taken(line, 2_500, 1_000),
  ]
  given(...paid)
    .when(nora, form(1_500), about)
    .thenEvents(refunded(line, 1_500, { gift: 1_000 }))
  given(...paid, refunded(line, 600, { gift: 600 }))
    .when(nora, form(1_500), about)
    .thenEvents(refunded(line, 1_500, { gift: 400 }))
})

test('nobody refunds themselves', () =>
  given(...visitPaid)
    .when({ ...nora, id: storyId(1) }, form(1_000), about)
    .thenRefused('self'))

test('where nothing was taken, nothing is offered', () =>
  given(walletOpened, toppedUp(2_000)).when(sam, form(100), about).thenRefused('nothing-taken'))

test('a line of another wallet is not there', () =>
  given(...visitPaid)
    .when(sam, { ...form(100), line: storyId(99) }, about)
    .thenRefused('no-line'))

test('a process that undoes itself knows which refund it was', () => {
  const { decision } = given(...visitPaid).when(process, form(1_000), about)
  assert.deepEqual(refundToWallet.receipt?.(decision as never, form(1_000)), {
    refund: storyId(8),
    reason: 'What it was refunded for did not come about',
  })
})
