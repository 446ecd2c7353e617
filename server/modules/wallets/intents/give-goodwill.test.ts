import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { ada, given as gift, listed, nora, walletOpened } from '../wallet-story.ts'
import { giveGoodwill } from './give-goodwill.ts'

const given = story(giveGoodwill)
const reason = 'We were an hour late'
const managers = listed(nora, 'Nora Bright')
const admins = listed(ada, 'Ada Lindqvist')
const about = { facts: { managers, admins }, person: storyId(1) }
const form = (amount: number, ask = false) => ({ amount, reason, ask })
const asked = {
  type: 'ApprovalRequested' as const,
  data: {
    request: storyId(8),
    intent: 'give-goodwill',
    form: { amount: 10_001, reason },
    what: 'Goodwill',
    amount: 10_001,
    beneficiary: storyId(1),
    reason,
  },
}

test('a manager gives £100 and says why', () =>
  given(walletOpened).when(nora, form(10_000), about).thenEvents(gift(10_000)))

test('above that somebody else has to approve, and their names are told', () =>
  given(walletOpened)
    .when(nora, form(10_001), about)
    .thenRefused('second-person', { limit: 10_000, names: 'Ada Lindqvist' }))

test('asked for, it waits for them', () =>
  given(walletOpened).when(nora, form(10_001, true), about).thenEvents(asked))

test('one request at a time', () =>
  given(walletOpened, asked)
    .when(nora, form(20_000, true), about)
    .thenRefused('asked-already', { at: storyTime, amount: 10_001 }))

test('nobody gives to themselves', () =>
  given(walletOpened)
    .when({ ...nora, id: storyId(1) }, form(100), about)
    .thenRefused('self'))
