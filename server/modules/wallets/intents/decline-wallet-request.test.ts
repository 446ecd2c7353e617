import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { nora, refundAsked, visit, visitPaid } from '../wallet-story.ts'
import { declineWalletRequest } from './decline-wallet-request.ts'

const given = story(declineWalletRequest)
const request = storyId(70)
const form = { request, reason: 'The visit took place in full' }
const declined = { type: 'ApprovalDeclined' as const, data: form }
const asked = refundAsked(visit.id, 4_200)

test('a manager declines and says why, and nothing moves', () =>
  given(...visitPaid, asked)
    .when(nora, form)
    .thenEvents(declined))

test('nobody declines what they asked for', () =>
  given(...visitPaid, asked)
    .when({ ...nora, id: storyId(9) }, form)
    .thenRefused('self', { by: storyId(9) }))

test('what was declined stays so', () => {
  const other = { ...asked, data: { ...asked.data, request: storyId(71) } } as typeof asked
  given(...visitPaid, asked, other, declined)
    .when(nora, form)
    .thenRefused('decided', { state: 'declined', by: storyId(9), at: storyTime })
})
