import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { move } from '../accounts.ts'
import type { WalletEvents } from '../events.ts'
import { releaseHeldMoney } from './release-held-money.ts'

const given = story(releaseHeldMoney)
const process = { id: 'system:order', role: 'system', onBehalfOf: storyId(2) }
const nora = { id: storyId(5), role: 'manager', onBehalfOf: null }
const hold = storyId(3)
const purpose = { kind: 'order', id: hold }
const opened: WalletEvents = { type: 'WalletOpened', data: { person: storyId(1) } }
const wallet: WalletEvents[] = [
  opened,
  {
    type: 'TopUpRecorded',
    data: {
      amount: 3000,
      method: 'cash',
      reference: '',
      day: '2026-11-23',
      second: false,
      postings: move(3000, 'cash', 'wallet.available'),
    },
  },
  {
    type: 'MoneyHeld',
    data: {
      hold,
      amount: 1820,
      for: purpose,
      expires: null,
      postings: move(1820, 'wallet.available', 'wallet.held'),
    },
  },
]
const released = {
  type: 'HeldMoneyReleased' as const,
  data: {
    hold,
    amount: 1820,
    for: purpose,
    reason: 'Order denied',
    postings: move(1820, 'wallet.held', 'wallet.available'),
  },
}
const form = { hold, reason: 'Order denied' }
const unused = { facts: { using: undefined } }
const inUse = { facts: { using: { title: 'Order', stream: `process.order-${hold}` } } }

test('an order that is denied gives its money back', () => {
  given(...wallet)
    .when(process, form, inUse)
    .thenEvents(released)
})

const part = {
  ...released,
  data: { ...released.data, amount: 500, postings: move(500, 'wallet.held', 'wallet.available') },
}

test('a part that is not needed is given back, and then the rest of it', () => {
  given(...wallet)
    .when(process, { ...form, amount: 500 }, inUse)
    .thenEvents(part)
  const rest = {
    ...released.data,
    amount: 1320,
    postings: move(1320, 'wallet.held', 'wallet.available'),
  }
  given(...wallet, part)
    .when(process, form, inUse)
    .thenEvents({ ...released, data: rest })
  given(...wallet, part)
    .when(process, { ...form, amount: 1321 }, inUse)
    .thenRefused('over', { remaining: 1320 })
})

test('undoing what was never done, or undone before, changes nothing', () => {
  given(opened).when(process, form, unused).thenEvents()
  given(...wallet, released)
    .when(process, form, unused)
    .thenEvents()
})

test('a manager releases what no process needs any more', () => {
  given(...wallet)
    .when(nora, form, unused)
    .thenEvents(released)
})

test('a manager cannot release what an order under way still needs', () => {
  given(...wallet)
    .when(nora, form, inUse)
    .thenRefused('in-use', { process: 'Order', stream: `process.order-${hold}` })
})

test('a hold that ended is told with when and how', () => {
  const second: WalletEvents = {
    type: 'MoneyHeld',
    data: {
      hold: storyId(4),
      amount: 1,
      for: purpose,
      expires: null,
      postings: move(1, 'wallet.available', 'wallet.held'),
    },
  }
  given(...wallet, released, second)
    .when(nora, form, unused)
    .thenRefused('closed', { ended: 'released', at: storyTime })
})

test('where nothing is held, nothing is offered to release', () => {
  given(opened).when(nora, form, unused).thenRefused('nothing-held')
})
