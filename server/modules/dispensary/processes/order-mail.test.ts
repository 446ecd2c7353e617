import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { orderMail } from './order-mail.ts'

const given = processStory(orderMail)
const [maria, sam, order] = [storyId(31), storyId(2), storyId(51)]

const happened = (type: string, command: number, data: object = {}, actor = sam) =>
  signal(type, data, {
    stream: `order-${order}`,
    command: storyId(command),
    person: maria,
    actor,
  })

const done = signal('StepSucceeded')
const confirmed = happened('OrderConfirmed', 61, { total: 1990, promised: null })
const ready = happened('OrderReady', 62, { lines: [], total: 1990, shelf: 'B2' })

function mail(template: string, count: number, command: number, facts: object = {}): Act {
  return {
    do: 'send',
    step: `${template}:${count}`,
    intent: 'send-message',
    target: `message-${storyId(command)}`,
    data: {
      person: maria,
      kind: 'orders',
      template,
      to: '',
      facts: { ...facts, order },
      link: { path: `/orders/${order}`, secret: '' },
    },
  }
}

function withdrawn(command: number): Act {
  return {
    do: 'send',
    step: `withdraw:${storyId(command)}`,
    intent: 'withdraw-message',
    target: `message-${storyId(command)}`,
    data: { why: 'The order went on since' },
  }
}

const end: Act = { do: 'end', as: 'told' }

test('a confirmed order is written about, and then its mails wait for it to go on', () => {
  given()
    .when(confirmed)
    .thenActs(mail('order-confirmed', 1, 61))
  given(confirmed).when(done).thenActs()
  equal(orderMail.waitsFor(given(confirmed).when(done).state), 'the order to go on')
})

test('a denied order is written about once, with what it lacked, and that is the end of it', () => {
  const facts = { gap: 320, needed: 1950, available: 1630 }
  const denied = happened('OrderDenied', 61, {
    code: 'short-money',
    facts: { ...facts, holds: [{ amount: 1 }] },
  })
  given()
    .when(denied)
    .thenActs(mail('order-denied', 1, 61, { ...facts, code: 'short-money' }))
  given(denied).when(done).thenActs(end)
})

test('a ready order is told with a message of its own', () => {
  given(confirmed, done)
    .when(ready)
    .thenActs(mail('order-ready', 2, 62))
})

test('whoever does not collect it hears how long it is kept', () => {
  const reminded = happened('CollectionReminded', 63, { day: 3, until: 99 })
  given(confirmed, done, ready, done)
    .when(reminded)
    .thenActs(mail('order-waits', 3, 63, { day: 3, until: 99 }))
})

test('once it is handed over it is ready no longer, and nothing more is written', () => {
  const handed = happened('OrderHandedOver', 64, { lines: [], total: 1990 })
  const story = [confirmed, done, ready, done] as const
  given(...story)
    .when(handed)
    .thenActs(withdrawn(62))
  given(...story, handed)
    .when(done)
    .thenActs(end)
})

test('an order that lapsed is written about, and its reminders are taken back', () => {
  given(confirmed, done, ready, done)
    .when(happened('OrderLapsed', 65))
    .thenActs(withdrawn(61), withdrawn(62), mail('order-lapsed', 3, 65))
})

test('a patient who cancels is not told what they did themselves', () => {
  const asked = happened('OrderCancellationStarted', 66, { reason: 'mistake' }, maria)
  given(confirmed, done, asked).when(happened('OrderCancelled', 67)).thenActs(withdrawn(61))
})

test('an order that the desk cancels is told to the patient', () => {
  const asked = happened('OrderCancellationStarted', 66, { reason: 'mistake' })
  given(confirmed, done, asked)
    .when(happened('OrderCancelled', 67))
    .thenActs(withdrawn(61), mail('order-cancelled', 2, 67))
})

test('what was ready and is not, after all, is not to be collected', () => {
  const undone = happened('OrderNotReady', 68, { code: 'lot-short', facts: {} })
  const acts = given(confirmed, done, ready, done).when(undone).acts
  deepEqual(acts, [withdrawn(62)])
  given(confirmed, done, ready, done, undone, done)
    .when(happened('OrderReady', 69, { lines: [], total: 1990 }))
    .thenActs(mail('order-ready', 3, 69))
})

test('a message that was written already is written by nobody again', () => {
  const denied = happened('OrderDenied', 61, { code: 'max', facts: {} })
  given(denied)
    .when(signal('StepRejected', { code: 'exists' }))
    .thenActs(end)
})

test('what stayed here when the rest was handed over is written about once, and stays true', () => {
  const leftOut = happened('OrderLineLeftOut', 70, { name: 'Balm' })
  const handed = happened('OrderHandedOver', 70, { lines: [], total: 1990 })
  const story = [confirmed, done, ready, done] as const
  given(...story)
    .when(leftOut)
    .thenActs(mail('order-left-out', 3, 70))
  given(...story, leftOut)
    .when(leftOut)
    .thenActs()
  given(...story, leftOut, leftOut)
    .when(handed)
    .thenActs(withdrawn(62))
  given(...story, leftOut, handed, done)
    .when(done)
    .thenActs(end)
})
