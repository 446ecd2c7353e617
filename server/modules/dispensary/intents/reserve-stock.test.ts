import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { lotReceived, salineAdded, tapeAdded, tapeReceived } from '../stories/item-story.ts'
import { reserveStock } from './reserve-stock.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(43) }
const order = storyId(50)
const reserved = (of: string, quantity: number) =>
  ({ type: 'StockReserved', data: { order: of, quantity } }) as const
const given = story(reserveStock)

test('pieces on the shelf are promised to an order', () =>
  given(tapeAdded, tapeReceived(3))
    .when(system, { order, quantity: 3 })
    .thenEvents(reserved(order, 3)))

test('what is promised to others is not free', () =>
  given(tapeAdded, tapeReceived(3), reserved(storyId(51), 2))
    .when(system, { order, quantity: 2 })
    .thenRefused('short-stock', { left: 1, asked: 2, name: 'Tape, 5 m' }))

test('an order that asks again has what it has', () =>
  given(tapeAdded, tapeReceived(3), reserved(order, 2))
    .when(system, { order, quantity: 2 })
    .thenEvents())

test('the good lots together are free, and no lot past its day or recalled', () => {
  const shelf = given(
    salineAdded,
    lotReceived('S-0', 5, '2026-11-22'),
    lotReceived('S-1', 2, '2026-11-23'),
    lotReceived('S-2', 3, '2027-05-31'),
    lotReceived('S-3', 5, '2027-05-31'),
    { type: 'LotRecalled', data: { lot: 'S-3', reason: 'The maker asks for it back' } },
  )
  shelf.when(system, { order, quantity: 5 }).thenEvents(reserved(order, 5))
  shelf
    .when(system, { order, quantity: 6 })
    .thenRefused('short-stock', { left: 5, asked: 6, name: 'Saline' })
})

test('a withdrawn item is not promised any more', () =>
  given(tapeAdded, tapeReceived(3), { type: 'ItemWithdrawn', data: { reason: 'Recalled' } })
    .when(system, { order, quantity: 1 })
    .thenRefused('withdrawn', { name: 'Tape, 5 m' }))

test('what is not in the catalogue cannot be promised', () =>
  given().when(system, { order, quantity: 1 }).thenRefused('no-item'))

test('the receipt is enough to release exactly this', () =>
  deepStrictEqual(reserveStock.receipt?.([], { order, quantity: 2 }), { order, quantity: 2 }))
