import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { signal, storyId, storyTime } from '#kernel/story.ts'
import { daysAfter, oneWeekdayAfter } from '../rules/promise.ts'
import {
  allTapes,
  answer,
  did,
  hands,
  markCommand,
  oneTape,
  order,
  picks,
  placed,
  priced,
  putsBack,
  refused,
  starts,
  story,
  toItem,
  toOrder,
  toWallet,
  untilConfirming,
  untilOpen,
  untilPicking,
  untilPreparing,
  untilReady,
  untilSetReady,
} from '../stories/order-process-story.ts'
import { insoles, insolesLine, tape } from '../stories/order-story.ts'
import { orderProcess } from './order.ts'

test('what a dispenser picked is taken from the shelf, and then it is ready', () => {
  const ready = { lines: [{ item: tape, quantity: 2 }], total: 1990, shelf: 'B3' }
  story(...untilPreparing)
    .when(picks(allTapes))
    .thenActs(toItem(`pick-stock:${tape}:1`, { order, lots: allTapes.lots, short: 0 }))
  story(...untilPicking)
    .when(did(`pick-stock:${tape}:1`))
    .thenActs(toOrder('set-ready:1', ready))
})

test('what is made to order is not looked for on the shelf', () => {
  const line = { item: insoles, lots: [{ lot: '', quantity: 1 }], short: null }
  const confirmed = [
    placed(insolesLine),
    priced(insolesLine),
    did('price-order'),
    did('hold-money'),
  ]
  const ready = { lines: [{ item: insoles, quantity: 1 }], total: 8500, shelf: 'B3' }
  story(...confirmed, did('confirm-order'), starts)
    .when(picks(line))
    .thenActs(toOrder('set-ready:1', ready))
})

test('the money for what is missing is given back before it is ready', () => {
  const short = [...untilPreparing, picks(oneTape)]
  const ready = { lines: [{ item: tape, quantity: 1 }], total: 995, shelf: 'B3' }
  const part = { hold: order, reason: 'A line of the order was short', amount: 995 }
  story(...short)
    .when(did(`pick-stock:${tape}:1`))
    .thenActs(toWallet('release-held-money', 'release-part:1', part))
  story(...short, did(`pick-stock:${tape}:1`))
    .when(did('release-part:1'))
    .thenActs(toOrder('set-ready:1', ready))
})

test('a ready order answers the dispenser, and is kept for fourteen days', () => {
  const at = (days: number) => daysAfter(storyTime, days)
  const { state, acts } = story(...untilSetReady).when(did('set-ready:1'))
  deepStrictEqual(acts, [
    answer('succeeded', { facts: { order, total: 1990 }, command: markCommand }),
    { do: 'drop', name: 'late' },
    { do: 'timer', name: 'remind:3', due: at(3) },
    { do: 'timer', name: 'remind:7', due: at(7) },
    { do: 'timer', name: 'remind:12', due: at(12) },
    { do: 'timer', name: 'put-back', due: at(14) },
  ])
  deepStrictEqual(orderProcess.waitsFor(state), 'whoever collects it')
})

const short = { lot: 'A1', left: 0 }
const noLot = [...untilPicking, refused(`pick-stock:${tape}:1`, 'lot-short', short)]

test('what the shelf refuses goes back to the bench, and the dispenser hears why', () => {
  story(...untilPicking)
    .when(refused(`pick-stock:${tape}:1`, 'lot-short', short))
    .thenActs(toOrder('resume-preparing:1', { code: 'lot-short', facts: short }))
  const { state, acts } = story(...noLot).when(did('resume-preparing:1'))
  deepStrictEqual(acts, [
    answer('rejected', { code: 'lot-short', facts: { ...short, order }, command: markCommand }),
  ])
  deepStrictEqual(orderProcess.waitsFor(state), 'the dispenser who prepares it')
})

test('picked again, its steps are others than those before', () =>
  story(...noLot, did('resume-preparing:1'))
    .when(picks(allTapes, storyId(80)))
    .thenActs(toItem(`pick-stock:${tape}:2`, { order, lots: allTapes.lots, short: 0 })))

test('picked short, put back and picked again, only what is left is wanted', () => {
  const before = [...untilPreparing, picks(oneTape), did(`pick-stock:${tape}:1`)]
  const again = [...before, did('release-part:1'), did('set-ready:1'), putsBack, starts]
  const all = { ...oneTape, short: null }
  const ready = { lines: [{ item: tape, quantity: 1 }], total: 995, shelf: 'B3' }
  story(...again, picks(all, storyId(80)))
    .when(did(`pick-stock:${tape}:2`))
    .thenActs(toOrder('set-ready:2', ready))
})

test('whoever hands it over before anybody heard that it is ready knows that it is', () => {
  story(...untilSetReady)
    .when(hands('desk'))
    .thenActs(toItem(`hand-out-stock:${tape}:1`, { order, quantity: 2 }))
  story(...untilSetReady, hands('desk'))
    .when(did('set-ready:1'))
    .thenActs(answer('succeeded', { facts: { order, total: 1990 }, command: markCommand }))
})

test('whoever prepares it before anybody heard that it is confirmed knows that it is', () => {
  story(...untilConfirming, starts)
    .when(did('confirm-order'))
    .thenActs(answer('succeeded', { facts: { order, total: 1990 } }))
  story(...untilConfirming, starts)
    .when(picks(allTapes))
    .thenActs(toItem(`pick-stock:${tape}:1`, { order, lots: allTapes.lots, short: 0 }))
})

test('a part that cannot be given back, and a readiness that is refused, wait for a person', () => {
  story(...untilPreparing, picks(oneTape), did(`pick-stock:${tape}:1`))
    .when(refused('release-part:1', 'over'))
    .thenActs({ do: 'stuck', as: 'release-part:1 was refused: over' })
  story(...untilSetReady)
    .when(refused('set-ready:1', 'preparing'))
    .thenActs({ do: 'stuck', as: 'set-ready:1 was refused: preparing' })
  story(...noLot)
    .when(refused('resume-preparing:1', 'ready'))
    .thenActs({ do: 'stuck', as: 'resume-preparing:1 was refused: ready' })
})

test('what waits on the bench for a working day is called out, wherever it stands there', () => {
  const late = signal('TimerFired', { name: 'late' })
  story(...untilOpen)
    .when(late)
    .thenActs(toOrder('warn-of-waiting:confirmed:0', { stage: 'confirmed' }))
  story(...untilPreparing)
    .when(late)
    .thenActs(toOrder('warn-of-waiting:preparing:0', { stage: 'preparing' }))
  story(...untilReady)
    .when(late)
    .thenActs()
})

test('put back on the bench, it has another working day', () =>
  story(...untilPreparing)
    .when(putsBack)
    .thenActs({ do: 'timer', name: 'late', due: oneWeekdayAfter(storyTime) }))

test('nobody is warned before the time for which it was promised', () => {
  const promised = daysAfter(storyTime, 5)
  const closed = signal('OrderConfirmed', { total: 1990, promised }, { stream: `order-${order}` })
  const late = (due: number) => ({ do: 'timer', name: 'late', due }) as const
  const open = [...untilConfirming, closed, did('confirm-order')]
  story(...open)
    .when(starts)
    .thenActs(late(promised))
  story(...open, starts)
    .when(putsBack, daysAfter(storyTime, 6))
    .thenActs(late(oneWeekdayAfter(daysAfter(storyTime, 6))))
})
