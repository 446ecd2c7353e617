import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { lotReceived, salineAdded } from '../stories/item-story.ts'
import { takeBackStock } from './take-back-stock.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(43) }
const order = storyId(50)
const given = story(takeBackStock)
const late = lotReceived('S-2', 4, '2027-05-31')
const old = lotReceived('S-1', 4, '2026-11-22')
const handed = [
  { lot: 'S-1', quantity: 1 },
  { lot: 'S-2', quantity: 2 },
]
const facts = { facts: { clinic: undefined, handed } }
const returned = (lot: string, quantity: number, toShelf: boolean) =>
  ({ type: 'StockReturned', data: { order, lot, quantity, toShelf } }) as const
const writtenOff = (lot: string, quantity: number, reason: string) =>
  ({ type: 'StockWrittenOff', data: { lot, quantity, reason } }) as const

test('a sealed pack is on the shelf again', () =>
  given(salineAdded, late)
    .when(system, { order, quantity: 2, lot: 'S-2', condition: 'sealed' }, facts)
    .thenEvents(returned('S-2', 2, true)))

test('an opened pack comes back and is written off at once', () =>
  given(salineAdded, late)
    .when(system, { order, quantity: 1, lot: 'S-2', condition: 'opened' }, facts)
    .thenEvents(returned('S-2', 1, false), writtenOff('S-2', 1, 'Came back opened')))

test('a sealed pack past its last good day is not sold again', () =>
  given(salineAdded, old, late)
    .when(system, { order, quantity: 1, lot: 'S-1', condition: 'sealed' }, facts)
    .thenEvents(
      returned('S-1', 1, false),
      writtenOff('S-1', 1, 'Came back past its last good day'),
    ))

test('where nobody says of which lot, those given last come back first', () =>
  given(salineAdded, lotReceived('S-1', 4, '2027-01-31'), late)
    .when(system, { order, quantity: 3, lot: '', condition: 'sealed' }, facts)
    .thenEvents(returned('S-2', 2, true), returned('S-1', 1, true)))

test('no more comes back than was given', () =>
  given(salineAdded, late)
    .when(system, { order, quantity: 3, lot: 'S-2', condition: 'sealed' }, facts)
    .thenRefused('over', { left: 2, asked: 3, name: 'Saline' }))
