import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import type { PricedLine } from '../events.ts'
import {
  insoles,
  insolesLine,
  maria,
  placedOrder,
  pricedOrder,
  tape,
  tapeLine,
} from '../order-story.ts'
import { oneWorkingDayAfter } from '../promise.ts'
import { orderProcess } from './order.ts'

const order = storyId(50)
const stream = `order-${order}`
const cancelCommand = storyId(77)
const balm: PricedLine = { ...tapeLine, item: storyId(63), name: 'Balm', price: 500, quantity: 1 }

const placed = (...lines: readonly PricedLine[]) =>
  signal('OrderPlaced', placedOrder(...lines).data, { stream })
const priced = (...lines: readonly PricedLine[]) =>
  signal('OrderPriced', pricedOrder(...lines).data, { stream })
const did = (step: string) => signal('StepSucceeded', { step })
const refused = (step: string, code: string, facts = {}) =>
  signal('StepRejected', { step, code, facts })
const cancels = signal(
  'OrderCancellationStarted',
  { reason: 'mistake', note: '' },
  { stream, command: cancelCommand },
)
const compensating = signal('CompensationStarted', { reason: 'any' })
const compensated = signal('CompensationEnded', { undone: 2 })

const send = (step: string, target: string, data: object): Act => ({
  do: 'send',
  step,
  intent: step.replace(/:.*/, ''),
  target,
  data,
})
const confirm = send('confirm-order', stream, {})
const hold = (amount: number) =>
  send('hold-money', `wallet-${maria}`, { hold: order, amount, for: { kind: 'order', id: order } })
const reserve = (item: string, quantity: number) =>
  send(`reserve-stock:${item}`, `item-${item}`, { order, quantity })
const deny = (code: string, facts: object) => send('deny-order', stream, { code, facts })
const finish = send('finish-cancellation', stream, {})
const answer = (as: 'succeeded' | 'rejected', rest: object) =>
  ({ do: 'answer', as, ...rest }) as Act

const story = processStory(orderProcess)
const untilHolding = [placed(tapeLine), priced(tapeLine), did('price-order')]
const untilReserving = [...untilHolding, did('hold-money')]
const untilConfirming = [...untilReserving, did(`reserve-stock:${tape}`)]
const untilOpen = [...untilConfirming, did('confirm-order')]

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
    { do: 'timer', name: 'late', due: oneWorkingDayAfter(storyTime) },
  ])
  deepStrictEqual(orderProcess.waitsFor(state), 'a dispenser')
})

const shortMoney = { needed: 1990, available: 1630, held: 0, gap: 360 }
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
    ...later,
  ])
  deepStrictEqual(steps(untilOpen), [...all, ...later])
  deepStrictEqual(steps([...untilOpen, cancels]), [...all, 'finish-cancellation'])
  deepStrictEqual(steps([...untilHolding, refused('hold-money', 'short')]), [...all, 'deny-order'])
})
