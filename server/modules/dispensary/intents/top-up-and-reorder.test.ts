import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { maria, placedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { topUpAndReorder } from './top-up-and-reorder.ts'

const sam = { id: storyId(40), role: 'receptionist', onBehalfOf: null }
const shortage = { needed: 1990, available: 1630, held: 0, gap: 360 }
const denied = { type: 'OrderDenied', data: { code: 'short-money', facts: shortage } }
const cash = { amount: 500, method: 'cash', reference: '', second: false } as const
const wallet = { person: maria, available: 1630, held: 0, taken: 0, paidIn: 1630, status: 'open' }
const facts = { wallet, again: undefined, asked: undefined, clinic: undefined } as never
const given = story(topUpAndReorder)
const placed = placedOrder(tapeLine)

test('a top-up and the same order again are begun in one go', () =>
  given(placed, denied)
    .when(sam, cash, { facts })
    .thenEvents({
      type: 'ReorderStarted',
      data: {
        order: 'derived-order',
        person: maria,
        topUp: cash,
        lines: [{ item: tape, quantity: 2 }],
        total: 1990,
      },
    }))

test('less than what is missing does not mend it', () =>
  given(placed, denied)
    .when(sam, { ...cash, amount: 300 }, { facts })
    .thenRefused('too-little', { gap: 360, amount: 300 }))

test('a card payment has a reference', () =>
  given(placed, denied)
    .when(sam, { ...cash, method: 'card' }, { facts })
    .thenRefused('reference-missing'))

test('a top-up stays under the clinic’s limit', () =>
  given(placed, denied)
    .when(sam, cash, { facts: { ...(facts as object), clinic: { topUpLimit: 400 } } as never })
    .thenRefused('limit', { limit: 400 }))

test('only an order that was short of money is mended by a top-up', () => {
  given(placed).when(sam, cash, { facts }).thenRefused('not-short')
  given(placed, { type: 'OrderDenied', data: { code: 'short-stock', facts: {} } })
    .when(sam, cash, { facts })
    .thenRefused('not-short')
  given().when(sam, cash, { facts }).thenRefused('no-order')
})

test('what was ordered again already is not ordered a third time', () =>
  given(placed, denied)
    .when(sam, cash, {
      facts: { ...(facts as object), again: { id: storyId(71), number: 1049 } } as never,
    })
    .thenRefused('again', { number: 1049 }))

test('the form begins with what is missing, or the least that can be paid in, by card', () => {
  const asking = { target: `order-${storyId(1)}`, person: maria, at: storyTime, actor: sam }
  const prefilled = (total: number) =>
    topUpAndReorder.prefill?.({ ...asking, data: undefined, process: () => undefined }, {
      ...(facts as object),
      asked: { total },
    } as never)
  deepStrictEqual(prefilled(1990), { method: 'card', amount: 360 })
  deepStrictEqual(prefilled(1650), { method: 'card', amount: 100 })
})
