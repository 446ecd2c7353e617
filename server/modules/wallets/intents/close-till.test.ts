import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import type { Counts, TillEvents } from '../till-events.ts'
import { nora, sam } from '../wallet-story.ts'
import { closeTill } from './close-till.ts'

const given = story(closeTill)
const none: Counts = { cash: 0, card: 0, transfer: 0 }
const came: Counts = { cash: 4_000, card: 12_000, transfer: 0 }
const went: Counts = { ...none, transfer: 2_500 }
const known = (moves = 31) => ({ facts: { clinic, sums: { came, went, moves } } })
const floatSet: TillEvents = { type: 'TillFloatSet', data: { amount: 10_000, was: 0 } }
const right = {
  cash: 14_000,
  card: 12_000,
  transfer: -2_500,
  left: 10_000,
  explanation: '',
  seen: 31,
}
const expected: Counts = { cash: 14_000, card: 12_000, transfer: -2_500 }

function closed(data: Partial<Extract<TillEvents, { type: 'TillClosed' }>['data']>): TillEvents {
  const even = { number: 1, float: 10_000, expected, counted: expected, difference: none }
  return { type: 'TillClosed', data: { ...even, left: 10_000, explanation: '', ...data } }
}

test('what was counted is what came in less what was paid out, and the change that lay there', () =>
  given(floatSet).when(sam, right, known()).thenEvents(closed({})))

test('a count that differs is told by method, and asked about', () =>
  given(floatSet)
    .when(sam, { ...right, cash: 13_920 }, known())
    .thenRefused('difference', {
      differs: 'Cash: expected £140.00, counted £139.20, £0.80 too little.',
      expected,
      counted: { ...expected, cash: 13_920 },
      difference: { ...none, cash: -80 },
    }))

test('with an explanation the till is closed, and the difference stays on record', () => {
  const explanation = 'A top-up was given 80p too much change'
  given(floatSet)
    .when(nora, { ...right, cash: 13_920, explanation }, known())
    .thenEvents(
      closed({
        counted: { ...expected, cash: 13_920 },
        difference: { ...none, cash: -80 },
        explanation,
      }),
    )
})

test('an explanation of nothing is not kept', () =>
  given(floatSet)
    .when(sam, { ...right, explanation: 'Counted twice' }, known())
    .thenEvents(closed({})))

test('what was left in the drawer is expected the next time', () => {
  const before = closed({ left: 5_000 })
  const cash = 9_000
  given(floatSet, before)
    .when(sam, { ...right, cash, left: 5_000 }, known())
    .thenEvents(
      closed({
        number: 2,
        float: 5_000,
        expected: { ...expected, cash },
        counted: { ...expected, cash },
        left: 5_000,
      }),
    )
})

test('money that moved while somebody counted is not taken for a difference', () =>
  given(floatSet).when(sam, right, known(32)).thenRefused('came-in'))

test('no more stays in the drawer than was counted', () =>
  given(floatSet)
    .when(sam, { ...right, left: 14_001 }, known())
    .thenRefused('left', { left: 14_001, cash: 14_000 }))

test('the till is not closed twice for the same moment', () => {
  const sums = { came: none, went: none, moves: 0 }
  given(floatSet, closed({}))
    .when(sam, { ...right, seen: 0 }, { facts: { clinic, sums } })
    .thenRefused('closed', { at: storyTime })
  given()
    .when(sam, { ...right, seen: 0 }, { facts: { clinic, sums } })
    .thenRefused('nothing')
})
