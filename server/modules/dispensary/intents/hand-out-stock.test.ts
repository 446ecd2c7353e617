import { deepStrictEqual } from 'node:assert/strict'
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
import { handOutStock } from './hand-out-stock.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(43) }
const order = storyId(50)
const given = story(handOutStock)
const facts = { facts: { clinic: undefined, handed: [] } }
const bag = pickedFor(order, { lot: 'S-2', quantity: 2 })
const late = lotReceived('S-2', 4, '2027-05-31')
const handed = (quantity: number, lot: string) =>
  ({ type: 'StockHandedOut', data: { order, quantity, lots: [{ lot, quantity }] } }) as const

test('what lies in the bag leaves the shelf', () =>
  given(salineAdded, late, reservedFor(order, 2), bag)
    .when(system, { order }, facts)
    .thenEvents(handed(2, 'S-2')))

test('what does not come in lots leaves the shelf as it was promised', () =>
  given(tapeAdded, tapeReceived(3), reservedFor(order, 2))
    .when(system, { order }, facts)
    .thenEvents(handed(2, '')))

test('what was promised and not picked is free again', () =>
  given(salineAdded, late, reservedFor(order, 3), bag)
    .when(system, { order }, facts)
    .thenEvents({ type: 'StockReleased', data: { order, quantity: 1 } }, handed(2, 'S-2')))

test('less than what lay ready is not handed out, or it would be paid in full', () => {
  const two = [tapeAdded, tapeReceived(3), reservedFor(order, 2)]
  given(...two)
    .when(system, { order, quantity: 2 }, facts)
    .thenEvents(handed(2, ''))
  given(...two, { type: 'StockReleased', data: { order, quantity: 1 } })
    .when(system, { order, quantity: 2 }, facts)
    .thenRefused('bag-short', { left: 1, asked: 2, name: 'Tape, 5 m' })
})

test('what was given without being picked is of the lots that expire first', () =>
  given(
    salineAdded,
    late,
    lotReceived('S-1', 1, '2026-12-24'),
    lotReceived('S-0', 5, '2026-11-01'),
    reservedFor(order, 2),
  )
    .when(system, { order, unpicked: true }, facts)
    .thenEvents({
      type: 'StockHandedOut',
      data: {
        order,
        quantity: 2,
        lots: [
          { lot: 'S-1', quantity: 1 },
          { lot: 'S-2', quantity: 1 },
        ],
      },
    }))

test('an order that asks again has been given it already', () =>
  given(salineAdded, late, reservedFor(order, 2), bag, handed(2, 'S-2'))
    .when(
      system,
      { order },
      { facts: { clinic: undefined, handed: [{ lot: 'S-2', quantity: 2 }] } },
    )
    .thenEvents())

test('what comes in lots is not handed out unpicked', () =>
  given(salineAdded, late, reservedFor(order, 2))
    .when(system, { order }, facts)
    .thenRefused('not-picked', { name: 'Saline' }))

test('a bag with pieces of a recalled lot is not handed out', () =>
  given(salineAdded, late, reservedFor(order, 2), bag, {
    type: 'LotRecalled',
    data: { lot: 'S-2', reason: 'The maker asks for it back' },
  })
    .when(system, { order }, facts)
    .thenRefused('recalled-lot', { lot: 'S-2', name: 'Saline' }))

test('a bag that waited past the last good day is not handed out', () =>
  given(salineAdded, lotReceived('S-2', 4, '2026-11-22'), reservedFor(order, 2), bag)
    .when(system, { order }, facts)
    .thenRefused('expired-lot', { lot: 'S-2', day: '22 November 2026', name: 'Saline' }))

test('the receipt takes back as many as were given', () =>
  deepStrictEqual(handOutStock.receipt?.([handed(2, 'S-2')], { order }), {
    order,
    quantity: 2,
    lot: '',
    condition: 'sealed',
  }))
