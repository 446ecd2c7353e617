import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { signal, storyTime } from '#kernel/story.ts'
import { daysAfter } from '../rules/promise.ts'
import {
  answer,
  cancelCommand,
  cancels,
  compensated,
  compensating,
  did,
  finish,
  handCommand,
  hands,
  markCommand,
  order,
  putsAway,
  refused,
  story,
  toOrder,
  untilHanding,
  untilHolding,
  untilOpen,
  untilPicking,
  untilPreparing,
  untilReady,
} from '../stories/order-process-story.ts'
import { tape } from '../stories/order-story.ts'
import { orderProcess } from './order.ts'

const facts = { order }
const lateCancel = (code: string, more: object = {}) => [
  answer('rejected', { code, facts: { ...facts, ...more }, command: markCommand }),
  answer('succeeded', { command: cancelCommand, facts: { order, total: 1990 } }),
]
const waits = [answer('rejected', { code: 'undone', facts, command: markCommand })]

for (const [when, given] of [
  ['while it is being picked', untilPicking],
  ['when it is ready', untilReady],
] as const) {
  test(`cancelled ${when}, all of it goes back and the dispenser hears so`, () => {
    story(...given)
      .when(cancels)
      .thenActs({ do: 'compensate', reason: 'The order was cancelled' })
    story(...given, cancels, compensating)
      .when(compensated)
      .thenActs(finish)
    story(...given, cancels, compensating, compensated)
      .when(did('finish-cancellation'))
      .thenActs(...lateCancel('cancelled'), { do: 'end', as: 'cancelled' })
  })
}

test('cancelled while it is being prepared, nobody at the bench waits for an answer', () =>
  story(...untilPreparing, cancels, compensating, compensated)
    .when(did('finish-cancellation'))
    .thenActs(...lateCancel('cancelled').slice(1), { do: 'end', as: 'cancelled' }))

test('nothing is picked any more once it is cancelled', () => {
  story(...untilPicking, cancels, compensating)
    .when(did(`pick-stock:${tape}:1`))
    .thenActs()
  story(...untilPicking, cancels, compensating)
    .when(refused(`pick-stock:${tape}:1`, 'lot-short'))
    .thenActs()
})

const fired = (name: string) => signal('TimerFired', { name })

test('whoever collects it is reminded while it lies there', () => {
  story(...untilReady)
    .when(fired('remind:3'))
    .thenActs(toOrder('remind-to-collect:1:3', { day: 3, until: daysAfter(storyTime, 11) }))
  story(...untilHanding)
    .when(fired('remind:3'))
    .thenActs()
})

test('what lies there for fourteen days goes back on the shelf', () => {
  story(...untilReady)
    .when(fired('put-back'))
    .thenActs(toOrder('put-back-uncollected:1'))
  story(...untilHanding)
    .when(fired('put-back'))
    .thenActs()
  story(...untilReady)
    .when(putsAway)
    .thenActs({ do: 'compensate', reason: 'The order was not collected' })
  story(...untilReady, putsAway, compensating)
    .when(compensated)
    .thenActs(toOrder('lapse-order'))
  story(...untilReady, putsAway, compensating, compensated)
    .when(did('lapse-order'))
    .thenActs(...lateCancel('lapsed', { on: storyTime }), { do: 'end', as: 'lapsed' })
})

test('an order that goes back before anybody heard it was confirmed is answered all the same', () => {
  const given = untilReady.filter(({ data }) => data['step'] !== 'confirm-order')
  const late = [...given, putsAway, compensating, did('confirm-order'), compensated]
  story(...late)
    .when(did('lapse-order'))
    .thenActs(
      answer('rejected', { code: 'lapsed', facts: { ...facts, on: storyTime } }),
      ...lateCancel('lapsed', { on: storyTime }),
      { do: 'end', as: 'lapsed' },
    )
})

const desk = signal('CompensationStarted', { reason: 'The till was down', by: 'desk' })

for (const [when, given, told] of [
  ['waits for a dispenser', untilOpen, []],
  ['is being picked', untilPicking, waits],
  ['is being handed over', untilHanding, [...waits, { ...waits[0], command: handCommand }]],
] as const) {
  test(`undone from the help desk while it ${when}, everybody hears so`, () => {
    story(...given, desk)
      .when(compensated)
      .thenActs(toOrder('undo-order', { reason: 'The till was down' }))
    story(...given, desk, compensated)
      .when(did('undo-order'))
      .thenActs(...(told as readonly Act[]), { do: 'end', as: 'compensated' })
  })
}

test('a cancellation or the end of its time that comes while it is undone is what it ends as', () => {
  story(...untilReady, desk, cancels)
    .when(compensated)
    .thenActs(finish)
  story(...untilReady, desk, compensated, cancels)
    .when(refused('undo-order', 'cancelling'))
    .thenActs(finish)
  story(...untilReady, desk, compensated, putsAway)
    .when(refused('undo-order', 'putting-back'))
    .thenActs(toOrder('lapse-order'))
})

test('what comes over the desk while it is undone is not begun, and its asker hears why', () => {
  story(...untilReady, desk)
    .when(hands('desk'))
    .thenActs()
  story(...untilReady, desk, hands('desk'), compensated)
    .when(did('undo-order'))
    .thenActs(...waits, { ...(waits[0] as Act), command: handCommand } as Act, {
      do: 'end',
      as: 'compensated',
    })
})

test('an ending that is refused without a reason we know waits for a person', () => {
  story(...untilReady, putsAway, compensating, compensated)
    .when(refused('lapse-order', 'ready'))
    .thenActs({ do: 'stuck', as: 'lapse-order was refused: ready' })
  story(...untilReady, desk, compensated)
    .when(refused('undo-order', 'handed-over'))
    .thenActs({ do: 'stuck', as: 'undo-order was refused: handed-over' })
})

test('a denial that is heard of while the help desk undoes the order is still being undone', () => {
  const denied = story(...untilHolding, refused('hold-money', 'short'), compensating, compensated)
  const { state } = denied.when(signal('CompensationStarted', { reason: 'any', by: 'desk' }))
  const heard = orderProcess.evolve(state, did('deny-order'))
  equal(orderProcess.phase?.(heard, []), 'undoing')
})
