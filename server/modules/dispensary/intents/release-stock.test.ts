import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { pickedFor, tapeAdded, tapeReceived } from '../stories/item-story.ts'
import { releaseStock } from './release-stock.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(43) }
const order = storyId(50)
const reserved = { type: 'StockReserved', data: { order, quantity: 2 } } as const
const released = { type: 'StockReleased', data: { order, quantity: 2 } } as const
const given = story(releaseStock)

test('reserved pieces go back to the shelf', () =>
  given(tapeAdded, tapeReceived(3), reserved)
    .when(system, { order, quantity: 2 })
    .thenEvents(released))

test('what was released is not released twice', () =>
  given(tapeAdded, tapeReceived(3), reserved, released)
    .when(system, { order, quantity: 2 })
    .thenEvents())

test('an order that reserved nothing releases nothing of others', () =>
  given(tapeAdded, tapeReceived(3), reserved)
    .when(system, { order: storyId(51), quantity: 2 })
    .thenEvents())

test('no more is released than was reserved', () =>
  given(tapeAdded, tapeReceived(3), reserved)
    .when(system, { order, quantity: 5 })
    .thenEvents(released))

test('what lies in the order’s bag goes back with the rest', () =>
  given(tapeAdded, tapeReceived(3), reserved, pickedFor(order, { lot: '', quantity: 2 }))
    .when(system, { order, quantity: 2 })
    .thenEvents(pickedFor(order), released))
