import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import {
  ada,
  given as gift,
  nora,
  refundAsked,
  refunded,
  sam,
  visit,
  visitPaid,
  walletOpened,
} from '../wallet-story.ts'
import { approveWalletRequest } from './approve-wallet-request.ts'

const given = story(approveWalletRequest)
const request = storyId(70)
const approved = { type: 'ApprovalGiven' as const, data: { request } }
const form = { request }
// In a story every event is done by this person.
const whoAsked = storyId(9)

test('a manager approves, and the money is back with the same step', () =>
  given(...visitPaid, refundAsked(visit.id, 4_200))
    .when(nora, form)
    .thenEvents(approved, refunded(visit.id, 4_200, { approval: request })))

test('nobody approves what they asked for', () =>
  given(...visitPaid, refundAsked(visit.id, 4_200))
    .when({ ...nora, id: whoAsked }, form)
    .thenRefused('self', { by: whoAsked }))

test('nobody approves what they gain by', () =>
  given(...visitPaid, refundAsked(visit.id, 4_200))
    .when({ ...nora, id: storyId(1) }, form)
    .thenRefused('self', { by: whoAsked }))

test('what is decided already is not decided again', () => {
  const other = { ...refundAsked(visit.id, 100) }
  const second = { ...other, data: { ...other.data, request: storyId(71) } } as typeof other
  given(
    ...visitPaid,
    refundAsked(visit.id, 4_200),
    second,
    approved,
    refunded(visit.id, 4_200, { approval: request }),
  )
    .when(ada, form)
    .thenRefused('decided', { state: 'approved', by: whoAsked, at: storyTime })
})

test('a request that the wallet has overtaken is refused, and stays to be declined', () =>
  given(...visitPaid, refundAsked(visit.id, 4_200), refunded(visit.id, 2_000))
    .when(nora, form)
    .thenRefused('over', { refunded: 2_000, taken: 5_800, left: 3_800 }))

test('an admin approves the goodwill that a manager asked for', () => {
  const reason = 'We were an hour late'
  const asked = {
    type: 'ApprovalRequested' as const,
    data: {
      request,
      intent: 'give-goodwill',
      form: { amount: 12_000, reason },
      what: 'Goodwill',
      amount: 12_000,
      beneficiary: storyId(1),
      reason,
    },
  }
  given(walletOpened, asked).when(ada, form).thenEvents(approved, gift(12_000, request))
})

test('where nobody asked for anything, nothing is offered', () =>
  given(...visitPaid)
    .when(sam, form)
    .thenRefused('no-request'))
