import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import type { ItemRow } from '../projections/item-queries.ts'
import { maria, tape, tapeLine } from '../stories/order-story.ts'
import { patient } from '../stories/ready-story.ts'
import { quoteBasket } from './quote-basket.ts'

const given = story(quoteBasket)
const item: ItemRow = {
  id: tape,
  code: 'TAPE-5',
  name: 'Tape, 5 m',
  unit: 'roll',
  status: 'listed',
  price: 995,
  was: null,
  taxRate: 20,
  onHand: 9,
  reserved: 0,
  free: 9,
  reorderLevel: 2,
  stocked: true,
  lots: false,
  returnable: true,
  maxPerOrder: 4,
}
const facts = { items: [item] }
const form = { patient: maria, lines: [{ item: tape, quantity: 2 }] }
const until = storyTime + 15 * 60_000
const quoted = {
  type: 'BasketQuoted',
  data: { patient: maria, lines: [tapeLine], total: 1990, until },
} as const

test('two rolls of tape would cost £19.90, for a quarter of an hour', () =>
  given().when(patient, form, { facts }).thenEvents(quoted))

test('of what is sold at most so many in one order no more is quoted', () =>
  given()
    .when(patient, { ...form, lines: [{ item: tape, quantity: 5 }] }, { facts })
    .thenRefused('max', { n: 4, name: 'Tape, 5 m' }))

test('what is not sold any more has no price', () => {
  given()
    .when(patient, form, { facts: { items: [{ ...item, status: 'withdrawn' }] } })
    .thenRefused('withdrawn', { name: 'Tape, 5 m' })
  given()
    .when(patient, { ...form, lines: [{ item: storyId(99), quantity: 1 }] }, { facts })
    .thenRefused('withdrawn')
})

test('a quote is given once', () =>
  given(quoted).when(patient, form, { facts }).thenRefused('quoted'))
