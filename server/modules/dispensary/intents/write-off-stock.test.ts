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
import { writeOffStock } from './write-off-stock.ts'

const kofi = { id: storyId(43), role: 'dispenser', onBehalfOf: null }
const order = storyId(50)
const given = story(writeOffStock)
const promises = [{ order, number: 1048, patient: storyId(60), quantity: 3, picked: 0 }]
const facts = { facts: { clinic: undefined, promises } }

test('what is broken is written off', () =>
  given(tapeAdded, tapeReceived(5))
    .when(kofi, { lot: '', quantity: 2, reason: 'broken' }, facts)
    .thenEvents({
      type: 'StockWrittenOff',
      data: { lot: '', quantity: 2, reason: 'Broken or soiled' },
    }))

test('what is promised is not written off, and the orders are named', () =>
  given(tapeAdded, tapeReceived(5), reservedFor(order, 3))
    .when(kofi, { lot: '', quantity: 4, reason: 'lost' }, facts)
    .thenRefused('reserved', { free: 2, asked: 4, name: 'Tape, 5 m', orders: 'order 1048' }))

test('an expired lot is written off though a good one is promised', () =>
  given(
    salineAdded,
    lotReceived('S-0', 4, '2026-11-22'),
    lotReceived('S-2', 3, '2027-05-31'),
    reservedFor(order, 3),
  )
    .when(kofi, { lot: 'S-0', quantity: 4, reason: 'expired' }, facts)
    .thenEvents({
      type: 'StockWrittenOff',
      data: { lot: 'S-0', quantity: 4, reason: 'Past its last good day' },
    }))

test('what lies in an order’s bag is not written off', () =>
  given(
    salineAdded,
    lotReceived('S-0', 4, '2027-01-31'),
    lotReceived('S-2', 3, '2027-05-31'),
    reservedFor(order, 3),
    pickedFor(order, { lot: 'S-0', quantity: 3 }),
  )
    .when(kofi, { lot: 'S-0', quantity: 2, reason: 'lost' }, facts)
    .thenRefused('reserved', { free: 1, asked: 2, name: 'Saline', orders: 'order 1048' }))

test('no more is written off than is there', () =>
  given(tapeAdded, tapeReceived(1))
    .when(kofi, { lot: '', quantity: 2, reason: 'lost' }, facts)
    .thenRefused('over', { there: 1, asked: 2, name: 'Tape, 5 m' }))

test('an empty shelf has nothing to write off', () =>
  given(tapeAdded)
    .when(kofi, { lot: '', quantity: 1, reason: 'lost' }, facts)
    .thenRefused('empty', { name: 'Tape, 5 m' }))
