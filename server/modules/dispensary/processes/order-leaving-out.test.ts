import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { signal } from '#kernel/story.ts'
import type { PricedLine } from '../events.ts'
import {
  answer,
  balm,
  did,
  handCommand,
  hands,
  markCommand,
  order,
  placed,
  priced,
  refused,
  send,
  starts,
  story,
  stream,
  toOrder,
  toWallet,
} from '../stories/order-process-story.ts'
import { tape, tapeLine } from '../stories/order-story.ts'
import { orderPlan } from './order-plan.ts'

const recalled = { lot: 'B7', name: 'Balm' }
const tapeOut = `hand-out-stock:${tape}:1`
const balmOut = `hand-out-stock:${balm.item}:1`
const leaveOut = `leave-out:${balm.item}:1`
const giveBack = `give-back:${balm.item}:1`
const leftOut = [
  { item: balm.item, quantity: 1, code: 'recalled-lot', lot: 'B7', amount: balm.price },
]

/** Ready and on its way over the desk, with its first line off the shelf. */
function untilOut(...lines: readonly PricedLine[]) {
  const picked = lines.map(({ item, quantity }) => ({
    item,
    lots: [{ lot: 'A1', quantity }],
    short: null,
  }))
  const picks = signal(
    'OrderPicked',
    { lines: picked, shelf: 'B3' },
    { stream, command: markCommand },
  )
  const begun = [placed(...lines), priced(...lines), did('price-order'), did('hold-money')]
  const ready = [did('confirm-order'), starts, picks, did('set-ready:1'), hands('desk')]
  return [...begun, ...ready, did(`hand-out-stock:${lines[0]?.item}:1`)]
}

const refusedBalm = refused(balmOut, 'recalled-lot', recalled)
const untilLeft = [...untilOut(tapeLine, balm), refusedBalm]
const release = send(leaveOut, `item-${balm.item}`, { order, quantity: 1 })

test('a line that must not follow the first is let go on the shelf, then what was held for it', () => {
  story(...untilOut(tapeLine, balm))
    .when(refusedBalm)
    .thenActs({ ...release, intent: 'release-stock' } as never)
  story(...untilLeft)
    .when(did(leaveOut))
    .thenActs(
      toWallet('release-held-money', giveBack, {
        hold: order,
        reason: 'A line of the order was left out',
        amount: balm.price,
      }),
    )
})

test('then less is taken, and whoever handed it over hears what stayed here', () => {
  const untilGiven = [...untilLeft, did(leaveOut)]
  story(...untilGiven)
    .when(did(giveBack))
    .thenActs(toWallet('take-held-money', 'take-held-money', { hold: order, amount: 1990 }))
  const untilTaken = [...untilGiven, did(giveBack)]
  story(...untilTaken)
    .when(did('take-held-money'))
    .thenActs(toOrder('finish-hand-over:1', { leftOut }))
  const { acts } = story(...untilTaken, did('take-held-money')).when(did('finish-hand-over:1'))
  const facts = { order, total: 1990, leftOut }
  deepStrictEqual(acts.slice(-2), [
    answer('succeeded', { facts, command: handCommand }),
    { do: 'end', as: 'handed-over' },
  ])
})

test('the lines after it go on leaving the shelf', () => {
  const last = { ...balm, item: tape.replace(/.$/, '9'), name: 'Gauze' }
  const { acts } = story(...untilOut(tapeLine, balm, last), refusedBalm, did(leaveOut)).when(
    did(giveBack),
  )
  deepStrictEqual(
    acts.map((act) => act.do === 'send' && act.step),
    [`hand-out-stock:${last.item}:1`],
  )
})

test('what cost nothing is left out without money', () => {
  story(...untilOut(tapeLine, { ...balm, price: 0 }), refusedBalm)
    .when(did(leaveOut))
    .thenActs(toWallet('take-held-money', 'take-held-money', { hold: order, amount: 1990 }))
  // Where only the first cost nothing, nothing is left to be taken.
  const { acts } = story(
    ...untilOut({ ...tapeLine, price: 0 }, balm),
    refusedBalm,
    did(leaveOut),
  ).when(did(giveBack))
  deepStrictEqual(
    acts.map((act) => act.do === 'send' && act.step),
    ['finish-hand-over:1'],
  )
})

test('asked once more for what is left out, it is left out again and counted once', () => {
  const { state, acts } = story(...untilLeft).when(refusedBalm)
  deepStrictEqual([state.total, state.leftOut], [1990, leftOut])
  deepStrictEqual(
    acts.map((act) => act.do === 'send' && act.step),
    [leaveOut],
  )
})

test('what the bag lacks waits for a person still, and while it is undone nothing is left out', () => {
  story(...untilOut(tapeLine, balm))
    .when(refused(balmOut, 'bag-short', { left: 0 }))
    .thenActs({ do: 'stuck', as: `${balmOut} was refused: bag-short` })
  const undoing = signal('CompensationStarted', { reason: 'They left' })
  story(...untilOut(tapeLine, balm), undoing)
    .when(refusedBalm)
    .thenActs()
})

test('its steps tell which line stayed here, in the place where it would have gone', () => {
  const { state } = story(...untilLeft).when(did(leaveOut))
  deepStrictEqual(
    orderPlan(state)
      .slice(-5)
      .map(({ step }) => step),
    [tapeOut, leaveOut, giveBack, 'take-held-money', 'finish-hand-over:1'],
  )
})
