import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import {
  lotReceived,
  pickedFor,
  reservedFor,
  salineAdded,
  tapeAdded,
  tapeReceived,
} from '../stories/item-story.ts'
import { countStock } from './count-stock.ts'

const kofi = { id: storyId(43), role: 'dispenser', onBehalfOf: null }
const [early, late] = [storyId(50), storyId(51)]
const given = story(countStock)
const patient = storyId(60)
const promises = [
  { order: early, number: 1048, patient, quantity: 2, picked: 0 },
  { order: late, number: 1051, patient, quantity: 2, picked: 0 },
]
const facts = { facts: { clinic: undefined, promises } }
const reason = 'Two fell behind the shelf'
const counted = (expected: number, now: number, short: object[] = [], why = reason, lot = '') => ({
  type: 'StockCounted',
  data: { lot, expected, counted: now, reason: why, short },
})
const released = (order: string, quantity: number) => ({
  type: 'StockReleased',
  data: { order, quantity },
})
const lack = (order: string, quantity: number, number: number) => ({ order, quantity, number })

test('as many as expected need no reason', () =>
  given(tapeAdded, tapeReceived(5))
    .when(kofi, { lot: '', counted: 5, reason: '', openCase: false }, facts)
    .thenEvents(counted(5, 5, [], '')))

test('a count that differs says why', () => {
  const shelf = given(tapeAdded, tapeReceived(5))
  shelf
    .when(kofi, { lot: '', counted: 3, reason: '', openCase: false }, facts)
    .thenRefused('why', { expected: 5, counted: 3 })
  shelf
    .when(kofi, { lot: '', counted: 7, reason, openCase: false }, facts)
    .thenEvents(counted(5, 7))
})

test('a count that leaves orders short names them before anything is saved', () =>
  given(tapeAdded, tapeReceived(5), reservedFor(early, 2), reservedFor(late, 2))
    .when(kofi, { lot: '', counted: 1, reason, openCase: false }, facts)
    .thenRefused('reserved', {
      reserved: 4,
      name: 'Tape, 5 m',
      counted: 1,
      n: 2,
      orders: 'orders 1048 and 1051',
    }))

test('saved all the same, the order that was promised last is left short first', () =>
  given(tapeAdded, tapeReceived(5), reservedFor(early, 2), reservedFor(late, 2))
    .when(kofi, { lot: '', counted: 3, reason, openCase: true }, facts)
    .thenEvents(released(late, 1), counted(5, 3, [lack(late, 1, 1051)])))

test('what is missing is taken out of the bag that it was said to lie in', () =>
  given(
    salineAdded,
    lotReceived('S-1', 2, '2027-01-31'),
    lotReceived('S-2', 5, '2027-05-31'),
    reservedFor(early, 2),
    pickedFor(early, { lot: 'S-1', quantity: 2 }),
  )
    .when(kofi, { lot: 'S-1', counted: 0, reason, openCase: true }, facts)
    .thenEvents(pickedFor(early), counted(2, 0, [lack(early, 2, 1048)], reason, 'S-1')))

test('of an expired lot fewer leave nobody short', () =>
  given(
    salineAdded,
    lotReceived('S-0', 4, '2026-11-22'),
    lotReceived('S-2', 2, '2027-05-31'),
    reservedFor(early, 2),
  )
    .when(kofi, { lot: 'S-0', counted: 1, reason, openCase: false }, facts)
    .thenEvents(counted(4, 1, [], reason, 'S-0')))

test('which lot was counted has to be said', () =>
  given(salineAdded, lotReceived('S-2', 2, '2027-05-31'))
    .when(kofi, { lot: '', counted: 2, reason: '', openCase: false }, facts)
    .thenRefused('which-lot', { name: 'Saline' }))

test('what is made to order is not counted', () =>
  given({ ...tapeAdded, data: { ...tapeAdded.data, stocked: false } })
    .when(kofi, { lot: '', counted: 2, reason: '', openCase: false }, facts)
    .thenRefused('made-to-order'))
