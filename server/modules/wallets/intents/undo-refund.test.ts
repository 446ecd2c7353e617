import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { move } from '../accounts.ts'
import { given as gift, paidOut, process, refunded, visit, visitPaid } from '../wallet-story.ts'
import { undoRefund } from './undo-refund.ts'

const given = story(undoRefund)
const form = { refund: storyId(8), reason: 'The return did not come about' }
const line = visit.id
const undone = (amount: number, lost = 0) => ({
  type: 'RefundUndone' as const,
  data: {
    ...form,
    line,
    amount,
    gift: lost,
    for: visit,
    postings: move(amount, 'wallet.available', 'refunds'),
  },
})

test('a refund is undone to the penny', () =>
  given(...visitPaid, refunded(line, 1_000))
    .when(process, form)
    .thenEvents(undone(1_000)))

test('undoing what was never refunded, or is undone already, leaves things as they are', () => {
  given(...visitPaid)
    .when(process, form)
    .thenEvents()
  given(...visitPaid, refunded(line, 1_000), undone(1_000))
    .when(process, form)
    .thenEvents()
})

test('what was spent meanwhile is told, so that somebody looks at it', () =>
  given(...visitPaid, refunded(line, 1_000), paidOut(3_000))
    .when(process, form)
    .thenRefused('short', { amount: 1_000, available: 200 }))

test('gifts are never more than there is left in the wallet', () =>
  given(...visitPaid, refunded(line, 1_000), paidOut(3_200), gift(1_500))
    .when(process, form)
    .thenEvents(undone(1_000, 1_000)))
