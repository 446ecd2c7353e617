import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import type { ItemRow } from '../projections/item-queries.ts'
import {
  insoles,
  insolesLine,
  placedOrder,
  pricedOrder,
  tape,
  tapeLine,
} from '../stories/order-story.ts'
import { priceOrder } from './price-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: storyId(31) }
const given = story(priceOrder)

function row(line: typeof tapeLine, change: Partial<ItemRow> = {}): ItemRow {
  const { item: id, code, name, unit, price, taxRate, stocked } = line
  const shelf = { onHand: 5, reserved: 0, free: 5, reorderLevel: 2, maxPerOrder: 20, was: null }
  const kind = { status: 'listed', lots: false, returnable: true, stocked } as const
  return { id, code, name, unit, price, taxRate, ...kind, ...shelf, ...change }
}

const both = { items: [tape, insoles] }
const placed = placedOrder(tapeLine, insolesLine)

test('each line gets the price in force, and the total is what was accepted', () =>
  given(placed)
    .when(system, both, { facts: { items: [row(insolesLine), row(tapeLine)] } })
    .thenEvents(pricedOrder(tapeLine, insolesLine)))

test('a price that changed meanwhile is named, with the new total', () =>
  given(placed)
    .when(system, both, {
      facts: { items: [row(insolesLine), row(tapeLine, { price: 1050, was: 995 })] },
    })
    .thenRefused('price-changed', {
      name: 'Tape, 5 m',
      new: 1050,
      old: 995,
      total: 10600,
      accepted: 10490,
    }))

test('where several prices changed the totals alone are told', () =>
  given(placed)
    .when(system, both, {
      facts: {
        items: [
          row(insolesLine, { price: 9000, was: 8500 }),
          row(tapeLine, { price: 1050, was: 995 }),
        ],
      },
    })
    .thenRefused('price-changed', { name: 'Something in it', total: 11100, accepted: 10490 }))

test('what is no longer sold is named', () =>
  given(placed)
    .when(system, both, {
      facts: { items: [row(insolesLine), row(tapeLine, { status: 'withdrawn' })] },
    })
    .thenRefused('withdrawn', { name: 'Tape, 5 m' }))

test('what was never in the catalogue cannot be ordered', () =>
  given(placed)
    .when(system, both, { facts: { items: [row(insolesLine)] } })
    .thenRefused('withdrawn', { name: 'One item' }))

test('more than one order may have is refused with the most there can be', () =>
  given(placed)
    .when(system, both, { facts: { items: [row(insolesLine), row(tapeLine, { maxPerOrder: 1 })] } })
    .thenRefused('max', { n: 1, name: 'Tape, 5 m' }))

test('prices already written stay when the step is asked again', () =>
  given(placed, pricedOrder(tapeLine, insolesLine))
    .when(system, both, { facts: { items: [] } })
    .thenEvents())

test('an order that is being cancelled is not priced', () =>
  given(placed, {
    type: 'OrderCancellationStarted',
    data: { reason: 'mistake', note: '' },
  })
    .when(system, both, { facts: { items: [row(insolesLine), row(tapeLine)] } })
    .thenRefused('cancelling'))

test('what was never ordered has no price', () =>
  given()
    .when(system, both, { facts: { items: [] } })
    .thenRefused('no-order'))
