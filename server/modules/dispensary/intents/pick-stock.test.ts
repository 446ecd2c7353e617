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
import { pickStock } from './pick-stock.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(43) }
const [order, other] = [storyId(50), storyId(51)]
const given = story(pickStock)
const early = lotReceived('S-1', 3, '2026-11-23')
const late = lotReceived('S-2', 4, '2027-05-31')
const gone = lotReceived('S-0', 9, '2026-11-22')
const facts = { facts: { clinic: undefined } }

test('what is promised is picked from the lots that the dispenser took it from', () => {
  const lots = [
    { lot: 'S-1', quantity: 3 },
    { lot: 'S-2', quantity: 1 },
  ]
  given(salineAdded, early, late, reservedFor(order, 4))
    .when(system, { order, lots }, facts)
    .thenEvents(pickedFor(order, ...lots))
})

test('a line that stays short gives back the rest of what was promised', () =>
  given(salineAdded, late, reservedFor(order, 4))
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 3 }], short: 1 }, facts)
    .thenEvents(pickedFor(order, { lot: 'S-2', quantity: 3 }), {
      type: 'StockReleased',
      data: { order, quantity: 1 },
    }))

test('a line of which nothing is there gives back all of it', () =>
  given(salineAdded, late, reservedFor(order, 4))
    .when(system, { order, lots: [], short: 4 }, facts)
    .thenEvents({ type: 'StockReleased', data: { order, quantity: 4 } }))

test('picking anew replaces what lay in the bag, and the same again is nothing new', () => {
  const bag = pickedFor(order, { lot: 'S-1', quantity: 2 })
  const shelf = given(salineAdded, early, late, reservedFor(order, 2), bag)
  shelf
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 2 }] }, facts)
    .thenEvents(pickedFor(order, { lot: 'S-2', quantity: 2 }))
  shelf.when(system, { order, lots: [{ lot: 'S-1', quantity: 2 }] }, facts).thenEvents()
})

test('what does not come in lots is picked without one', () =>
  given(tapeAdded, tapeReceived(3), reservedFor(order, 2))
    .when(system, { order, lots: [{ lot: '', quantity: 2 }] }, facts)
    .thenEvents(pickedFor(order, { lot: '', quantity: 2 })))

test('nothing is picked of a lot past its last good day', () =>
  given(salineAdded, gone, late, reservedFor(order, 2))
    .when(system, { order, lots: [{ lot: 'S-0', quantity: 2 }] }, facts)
    .thenRefused('expired-lot', { lot: 'S-0', day: '22 November 2026', name: 'Saline' }))

test('nothing is picked of a lot that was recalled', () =>
  given(salineAdded, late, reservedFor(order, 2), {
    type: 'LotRecalled',
    data: { lot: 'S-2', reason: 'The maker asks for it back' },
  })
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 2 }] }, facts)
    .thenRefused('recalled-lot', { lot: 'S-2', name: 'Saline' }))

test('what lies in another order’s bag cannot be picked', () =>
  given(
    salineAdded,
    early,
    late,
    reservedFor(other, 2),
    pickedFor(other, { lot: 'S-1', quantity: 2 }),
    reservedFor(order, 2),
  )
    .when(system, { order, lots: [{ lot: 'S-1', quantity: 2 }] }, facts)
    .thenRefused('lot-short', { lot: 'S-1', left: 1, asked: 2, name: 'Saline' }))

test('a lot that was never received has nothing to pick', () =>
  given(salineAdded, late, reservedFor(order, 1))
    .when(system, { order, lots: [{ lot: 'S-9', quantity: 1 }] }, facts)
    .thenRefused('lot-short', { lot: 'S-9', left: 0, asked: 1, name: 'Saline' }))

test('what a short round gave back is reserved again, and the line is picked whole', () => {
  const short = [
    salineAdded,
    late,
    reservedFor(order, 2),
    pickedFor(order, { lot: 'S-2', quantity: 1 }),
    { type: 'StockReleased', data: { order, quantity: 1 } } as const,
  ]
  given(...short)
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 2 }] }, facts)
    .thenEvents(reservedFor(order, 1), pickedFor(order, { lot: 'S-2', quantity: 2 }))
  given(...short, reservedFor(other, 3))
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 2 }] }, facts)
    .thenRefused('not-reserved', { reserved: 1, asked: 2, name: 'Saline' })
})

test('what is promised to others is not picked', () =>
  given(salineAdded, late, reservedFor(order, 1), reservedFor(other, 3))
    .when(system, { order, lots: [{ lot: 'S-2', quantity: 2 }] }, facts)
    .thenRefused('not-reserved', { reserved: 1, asked: 2, name: 'Saline' }))
