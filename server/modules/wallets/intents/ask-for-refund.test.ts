import { test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { story, storyId } from '#kernel/story.ts'
import { askForRefund } from './ask-for-refund.ts'

const given = story(askForRefund)
const returning: Actor = { id: 'system:return', role: 'system', onBehalfOf: storyId(2) }
const [hold, request, maria] = [storyId(51), storyId(52), storyId(31)]
const taken = [
  { type: 'WalletOpened', data: { person: maria } },
  {
    type: 'MoneyHeld',
    data: { hold, amount: 8500, for: { kind: 'order', id: hold }, expires: null, postings: [] },
  },
  {
    type: 'HeldMoneyTaken',
    data: { hold, amount: 8500, gift: 0, for: { kind: 'order', id: hold }, postings: [] },
  },
] as const
const form = { line: hold, amount: 8500, reason: 'They do not fit' }
const asked = {
  type: 'ApprovalRequested',
  data: {
    request,
    intent: 'refund-to-wallet',
    form,
    what: 'Refund',
    amount: 8500,
    beneficiary: maria,
    reason: 'They do not fit',
  },
} as const
const circumstances = { person: maria }

test('a second person is asked for what a return needs, under the id of the return', () =>
  given(...taken)
    .when(returning, { ...form, request }, circumstances)
    .thenEvents(asked))

test('one request is enough, however often it is asked for', () =>
  given(...taken, asked)
    .when(returning, { ...form, request }, circumstances)
    .thenEvents())

test('while somebody decides on a refund of the same, nobody is asked for another', () =>
  given(...taken, asked)
    .when(returning, { ...form, request: storyId(53) }, circumstances)
    .thenRefused('asked-already'))

test('no more is asked for than was taken', () =>
  given(...taken)
    .when(returning, { ...form, amount: 8501, request }, circumstances)
    .thenRefused('over'))
