import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { signal, storyTime } from '#kernel/story.ts'
import { oneWeekdayAfter } from '../rules/promise.ts'
import {
  answer,
  balm,
  cancels,
  compensated,
  compensating,
  confirm,
  deny,
  did,
  hold,
  order,
  placed,
  priced,
  refused,
  reserve,
  send,
  shortMoney,
  story,
  stream,
  untilConfirming,
  untilHolding,
  untilOpen,
  untilPicking,
  untilReady,
  untilReserving,
} from '../stories/order-process-story.ts'
import { insoles, insolesLine, placedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { orderProcess } from './order.ts'

test('a new order has its prices checked first', () =>
  story()
    .when(placed(tapeLine, insolesLine))
    .thenActs(send('price-order', stream, { items: [tape, insoles] })))

test('what it costs is held in the wallet before anything is reserved', () =>
  story(placed(tapeLine), priced(tapeLine)).when(did('price-order')).thenActs(hold(1990)))

test('each thing from the shelf is reserved, one after the other', () => {
  const begun = [placed(tapeLine, insolesLine, balm), priced(tapeLine, insolesLine, balm)]
  const held = [...begun, did('price-order')]
  story(...held)
    .when(did('hold-money'))
    .thenActs(reserve(tape, 2))
  const first = [...held, did('hold-money')]
  story(...first)
    .when(did(`reserve-stock:${tape}`))
    .thenActs(reserve(balm.item, 1))
  story(...first, did(`reserve-stock:${tape}`))
    .when(did(`reserve-stock:${balm.item}`))
    .thenActs(confirm)
})

test('what is made to order is not reserved on the shelf', () =>
  story(placed(insolesLine), priced(insolesLine), did('price-order'))
    .when(did('hold-money'))
    .thenActs(confirm))

test('what costs nothing holds no money', () => {
  const free = { ...tapeLine, price: 0 }
  story(placed(free), priced(free)).when(did('price-order')).thenActs(reserve(tape, 2))
})

test('a confirmed order answers whoever placed it, and then waits for a dispenser', () => {
  const { state, acts } = story(...untilConfirming).when(did('confirm-order'))
  deepStrictEqual(acts, [
    answer('succeeded', { facts: { order, total: 1990 } }),
    { do: 'timer', name: 'late', due: oneWeekdayAfter(storyTime) },
  ])
  deepStrictEqual(orderProcess.waitsFor(state), 'a dispenser')
})

const refusals = [
  { given: [placed(tapeLine)], step: 'price-order', code: 'price-changed', as: 'price-changed' },
  { given: [placed(tapeLine)], step: 'price-order', code: 'withdrawn', as: 'withdrawn' },
  { given: [placed(tapeLine)], step: 'price-order', code: 'max', as: 'max' },
  { given: untilHolding, step: 'hold-money', code: 'short', as: 'short-money' },
  { given: untilHolding, step: 'hold-money', code: 'frozen', as: 'frozen' },
  { given: untilHolding, step: 'hold-money', code: 'not-open', as: 'not-open' },
  { given: untilReserving, step: `reserve-stock:${tape}`, code: 'short-stock', as: 'short-stock' },
  { given: untilReserving, step: `reserve-stock:${tape}`, code: 'withdrawn', as: 'withdrawn' },
]

for (const { given, step, code, as } of refusals) {
  test(`when ${step.replace(/:.*/, '')} says ${code}, what was done is undone and the order is denied as ${as}`, () => {
    const no = refused(step, code, shortMoney)
    story(...given)
      .when(no)
      .thenActs({ do: 'compensate', reason: `${step} was refused: ${code}` })
    story(...given, no, compensating)
      .when(compensated)
      .thenActs(deny(as, shortMoney))
    const total = given.length > 1 ? 1990 : placedOrder(tapeLine).data.acceptedTotal
    story(...given, no, compensating, compensated)
      .when(did('deny-order'))
      .thenActs(
        answer('rejected', { code: as, facts: { ...shortMoney, order, accepted: total } }),
        { do: 'end', as: 'denied' },
      )
  })
}

test('what the kernel says of its own tries starts nothing', () => {
  const step = `reserve-stock:${tape}`
  story(...untilReserving)
    .when(signal('StepFailed', { step, attempt: 1, error: 'no answer', nextAt: 1 }))
    .thenActs()
  story(...untilReserving)
    .when(signal('ProcessStuck', { process: 'order', step, error: 'no answer', tries: 5 }))
    .thenActs()
})

test('a step retried after being stuck goes on from there', () =>
  story(
    ...untilReserving,
    signal('ProcessStuck', { process: 'order', step: 'reserve-stock', error: '', tries: 5 }),
  )
    .when(did(`reserve-stock:${tape}`))
    .thenActs(confirm))

test('the plan names each step, and the ending it is heading for', () => {
  const steps = (given: typeof untilOpen) => {
    const state = given.reduce(
      (one, next) => orderProcess.evolve(one, next),
      orderProcess.initialState,
    )
    return orderProcess.plan(state).map(({ step }) => step)
  }
  const all = ['price-order', 'hold-money', `reserve-stock:${tape}`, 'confirm-order']
  const later = ['set-ready:1', 'take-held-money', 'finish-hand-over:1']
  deepStrictEqual(steps([]), [])
  deepStrictEqual(steps([placed(tapeLine)]), [
    'price-order',
    'hold-money',
    'reserve-stock',
    'confirm-order',
  ])
  deepStrictEqual(steps(untilOpen), [...all, ...later])
  const picking = [`pick-stock:${tape}:1`, 'set-ready:1']
  deepStrictEqual(steps(untilPicking), [...all, ...picking])
  deepStrictEqual(steps(untilReady), [...all, ...picking, ...later.slice(1)])
  deepStrictEqual(steps([...untilReady, cancels]), [...all, ...picking, 'finish-cancellation'])
  deepStrictEqual(steps([...untilOpen, cancels]), [...all, 'finish-cancellation'])
  deepStrictEqual(steps([...untilHolding, refused('hold-money', 'short')]), [...all, 'deny-order'])
})
