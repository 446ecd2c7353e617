import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import type { ItemRow } from '../projections/item-queries.ts'
import { insoles, maria, tape } from '../stories/order-story.ts'
import { handedOver, kofi, ready } from '../stories/ready-story.ts'
import { remakeOrder } from './remake-order.ts'

const given = story(remakeOrder)
const catalogue: ItemRow = {
  id: insoles,
  code: 'INSOLE-C',
  name: 'Custom insoles',
  unit: 'pair',
  status: 'listed',
  price: 9000,
  was: 8500,
  taxRate: 0,
  onHand: 0,
  reserved: 0,
  free: 0,
  reorderLevel: 0,
  stocked: false,
  lots: false,
  returnable: false,
  maxPerOrder: 2,
}
const facts = { open: undefined, items: [catalogue] }
const form = {
  line: insoles,
  quantity: null,
  what: 'The left one is too short',
  charge: 'none',
} as const
const again = {
  order: 'derived-remake',
  patient: maria,
  item: insoles,
  name: 'Custom insoles',
  quantity: 1,
  what: 'The left one is too short',
}

test('insoles of the wrong size are made again for nothing', () =>
  given(...handedOver)
    .when(kofi, form, { facts })
    .thenEvents({ type: 'RemakeOrdered', data: { ...again, charge: 'none', total: 0 } }))

test('what is paid again costs what the catalogue says now', () =>
  given(...handedOver)
    .when(kofi, { ...form, charge: 'full' }, { facts })
    .thenEvents({ type: 'RemakeOrdered', data: { ...again, charge: 'full', total: 9000 } }))

test('of three that were given, one is made again', () => {
  const three = [
    ...handedOver.slice(0, -1),
    {
      type: 'OrderHandedOver',
      data: { lines: [{ item: insoles, quantity: 3 }], total: 25500 },
    } as const,
  ]
  given(...three)
    .when(kofi, { ...form, quantity: 1 }, { facts })
    .thenEvents({ type: 'RemakeOrdered', data: { ...again, charge: 'none', total: 0 } })
  given(...three)
    .when(kofi, { ...form, quantity: 4 }, { facts })
    .thenRefused('too-many', { n: 3, name: 'Custom insoles' })
})

test('while one remake of a line is under way there is no other', () =>
  given(...handedOver)
    .when(kofi, form, {
      facts: { ...facts, open: { id: storyId(5), number: 1042, state: 'ready' } },
    })
    .thenRefused('twice', { number: 1042 }))

test('what was not handed over yet is not made again', () =>
  given(...ready)
    .when(kofi, form, { facts })
    .thenRefused('not-yet'))

test('only what was in the order is made again', () =>
  given(...handedOver)
    .when(kofi, { ...form, line: tape }, { facts })
    .thenRefused('no-line'))
