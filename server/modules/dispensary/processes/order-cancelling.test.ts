import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import {
  answer,
  cancelCommand,
  cancels,
  compensated,
  compensating,
  deny,
  did,
  finish,
  order,
  placed,
  refused,
  shortMoney,
  story,
  untilConfirming,
  untilHolding,
  untilOpen,
  untilReserving,
} from '../stories/order-process-story.ts'
import { tape, tapeLine } from '../stories/order-story.ts'

const undo: Act = { do: 'compensate', reason: 'The order was cancelled' }
const tellBoth = [
  answer('rejected', { code: 'cancelled', facts: { order } }),
  answer('succeeded', { command: cancelCommand, facts: { order, total: 1990 } }),
  { do: 'end', as: 'cancelled' } as Act,
]

for (const [when, given] of [
  ['before the prices are checked', [placed(tapeLine)]],
  ['while the money is being held', untilHolding],
  ['while stock is being reserved', untilReserving],
  ['while it is being confirmed', untilConfirming],
] as const) {
  test(`cancelled ${when}, everything is undone and both commands are answered`, () => {
    story(...given)
      .when(cancels)
      .thenActs(undo)
    story(...given, cancels, compensating)
      .when(compensated)
      .thenActs(finish)
    story(...given, cancels, compensating, compensated)
      .when(did('finish-cancellation'))
      .thenActs(...tellBoth)
  })
}

test('cancelled after it was confirmed, only the cancellation is answered', () => {
  story(...untilOpen)
    .when(cancels)
    .thenActs(undo)
  story(...untilOpen, cancels, compensating, compensated)
    .when(did('finish-cancellation'))
    .thenActs(...tellBoth.slice(1))
})

test('a step that succeeds after the cancellation starts nothing more', () => {
  story(...untilHolding, cancels, compensating)
    .when(did('hold-money'))
    .thenActs()
  story(...untilReserving, cancels, compensating)
    .when(did(`reserve-stock:${tape}`))
    .thenActs()
  story(...untilConfirming, cancels, compensating)
    .when(did('confirm-order'))
    .thenActs()
})

test('a step that is refused after the cancellation is no second reason to undo', () =>
  story(...untilConfirming, cancels, compensating)
    .when(refused('confirm-order', 'cancelling'))
    .thenActs())

test('cancelled while a denial is being undone, it ends as cancelled and is undone once', () => {
  const denying = [...untilHolding, refused('hold-money', 'short', shortMoney), compensating]
  story(...denying)
    .when(cancels)
    .thenActs()
  story(...denying, cancels)
    .when(compensated)
    .thenActs(finish)
  story(...denying, cancels, compensated)
    .when(did('finish-cancellation'))
    .thenActs(...tellBoth)
})

test('a cancellation that overtakes the denial itself ends as cancelled', () => {
  const denied = [...untilHolding, refused('hold-money', 'short', shortMoney), compensating]
  const overtaken = [...denied, compensated, cancels]
  story(...overtaken)
    .when(refused('deny-order', 'cancelling'))
    .thenActs(finish)
})

test('an ending that is refused without a reason we know waits for a person', () =>
  story(...untilOpen, cancels, compensating, compensated)
    .when(refused('finish-cancellation', 'not-asked'))
    .thenActs({ do: 'stuck', as: 'finish-cancellation was refused: not-asked' }))

test('undone from the help desk, the order is closed as stopped by the clinic', () =>
  story(...untilReserving, compensating)
    .when(compensated)
    .thenActs(deny('undone', {})))
