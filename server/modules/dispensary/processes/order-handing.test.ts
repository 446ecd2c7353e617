import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { signal } from '#kernel/story.ts'
import {
  allTapes,
  answer,
  did,
  handCommand,
  hands,
  markCommand,
  oneTape,
  order,
  picks,
  placed,
  priced,
  refused,
  starts,
  story,
  stream,
  toItem,
  toOrder,
  toWallet,
  untilHanding,
  untilPreparing,
  untilReady,
} from '../stories/order-process-story.ts'
import { tape, tapeLine } from '../stories/order-story.ts'

const out = `hand-out-stock:${tape}:1`
const untilTaking = [...untilHanding, did(out)]
const untilFinishing = [...untilTaking, did('take-held-money')]

test('the goods leave the shelf, the money is taken, and then it is handed over', () => {
  story(...untilReady)
    .when(hands('desk'))
    .thenActs(toItem(out, { order, quantity: 2 }))
  story(...untilHanding)
    .when(did(out))
    .thenActs(toWallet('take-held-money', 'take-held-money', { hold: order, amount: 1990 }))
  story(...untilTaking)
    .when(did('take-held-money'))
    .thenActs(toOrder('finish-hand-over:1'))
})

test('whoever hands it over, and whoever marked it ready, hear that it is done', () => {
  const facts = { order, total: 1990 }
  story(...untilFinishing)
    .when(did('finish-hand-over:1'))
    .thenActs(
      answer('succeeded', { facts, command: markCommand }),
      answer('succeeded', { facts, command: handCommand }),
      { do: 'end', as: 'handed-over' },
    )
})

test('whoever ordered hears of it at the latest when they have it', () => {
  const unheard = untilFinishing.filter(({ data }) => data['step'] !== 'confirm-order')
  const { acts } = story(...unheard).when(did('finish-hand-over:1'))
  deepStrictEqual(acts[0], answer('succeeded', { facts: { order, total: 1990 } }))
})

test('by its code it is collected', () => {
  const { acts } = story(...untilReady, hands('code'), did(out), did('take-held-money')).when(
    did('finish-hand-over:1'),
  )
  deepStrictEqual(acts.at(-1), { do: 'end', as: 'collected' })
})

test('what costs nothing is handed over without money', () => {
  const free = { ...tapeLine, price: 0 }
  const given = [placed(free), priced(free), did('price-order'), did(`reserve-stock:${tape}`)]
  const ready = [...given, did('confirm-order'), starts, picks(allTapes), did('set-ready:1')]
  story(...ready, hands('desk'))
    .when(did(out))
    .thenActs(toOrder('finish-hand-over:1'))
})

test('of a short order only what was there is taken for', () => {
  const before = [...untilPreparing, picks(oneTape), did(`pick-stock:${tape}:1`)]
  story(...before, did('release-part:1'), did('set-ready:1'), hands('desk'))
    .when(did(out))
    .thenActs(toWallet('take-held-money', 'take-held-money', { hold: order, amount: 995 }))
})

test('what must not leave the shelf goes back to the bench while nothing was given', () => {
  const recalled = refused(out, 'recalled-lot', { lot: 'A1' })
  const resume = { code: 'recalled-lot', facts: { lot: 'A1' } }
  story(...untilHanding)
    .when(recalled)
    .thenActs(toOrder('resume-preparing:1', resume))
  story(...untilHanding, recalled)
    .when(did('resume-preparing:1'))
    .thenActs(
      answer('rejected', {
        code: 'recalled-lot',
        facts: { lot: 'A1', order },
        command: markCommand,
      }),
      answer('rejected', {
        code: 'recalled-lot',
        facts: { lot: 'A1', order },
        command: handCommand,
      }),
    )
})

test('what is refused once something was given waits for a person', () => {
  story(...untilTaking)
    .when(refused('take-held-money', 'closed'))
    .thenActs({ do: 'stuck', as: 'take-held-money was refused: closed' })
  story(...untilFinishing)
    .when(refused('finish-hand-over:1', 'ready'))
    .thenActs({ do: 'stuck', as: 'finish-hand-over:1 was refused: ready' })
})

test('a code that is not right is told to whoever typed it', () => {
  const missed = signal('CollectionCodeMissed', { left: 3 }, { stream, command: handCommand })
  story(...untilReady)
    .when(missed)
    .thenActs(answer('rejected', { command: handCommand, code: 'wrong', facts: { left: 3 } }))
})
