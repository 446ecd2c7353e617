import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { receiveStock } from './receive-stock.ts'

const kofi = { id: storyId(41), role: 'dispenser', onBehalfOf: null }
const facts = { clinic: { zone: 'Europe/London' } as never }
const plain = { quantity: 12, lot: '', expires: null, supplierReference: 'D-77' }
const inLots = { ...plain, lot: 'S-104', expires: '2027-03-31' }
const salineAdded = { ...tapeAdded, data: { ...tapeAdded.data, name: 'Saline', lots: true } }
const insolesAdded = { ...tapeAdded, data: { ...tapeAdded.data, name: 'Insoles', stocked: false } }
const given = story(receiveStock)

test('a delivery is put on the shelf', () =>
  given(tapeAdded).when(kofi, plain, { facts }).thenEvents({ type: 'StockReceived', data: plain }))

test('what comes in lots is received with its lot and last good day', () =>
  given(salineAdded)
    .when(kofi, inLots, { facts })
    .thenEvents({ type: 'StockReceived', data: inLots }))

test('a lot without its number or day is asked for both', () => {
  given(salineAdded).when(kofi, plain, { facts }).thenRefused('lot-missing', { name: 'Saline' })
  given(salineAdded)
    .when(kofi, { ...inLots, expires: null }, { facts })
    .thenRefused('lot-missing')
})

test('what expires today is not put on the shelf', () =>
  given(salineAdded)
    .when(kofi, { ...inLots, expires: '2026-11-23' }, { facts })
    .thenRefused('expired', { day: '23 November 2026' }))

test('one lot has one last good day', () =>
  given(salineAdded, { type: 'StockReceived', data: inLots })
    .when(kofi, { ...inLots, expires: '2027-04-30' }, { facts })
    .thenRefused('lot-differs', { lot: 'S-104', day: '31 March 2027' }))

test('nothing of a made-to-order item stands on the shelf', () =>
  given(insolesAdded)
    .when(kofi, plain, { facts })
    .thenRefused('made-to-order', { name: 'Insoles' }))

test('a withdrawn item is not stocked up', () =>
  given(tapeAdded, { type: 'ItemWithdrawn', data: { reason: 'Recalled' } })
    .when(kofi, plain, { facts })
    .thenRefused('withdrawn'))

test('what is not in the catalogue is not received', () =>
  given().when(kofi, plain, { facts }).thenRefused('no-item'))
