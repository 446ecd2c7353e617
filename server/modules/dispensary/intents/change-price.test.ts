import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { foldAll } from '#kernel/decider.ts'
import { stored, story, storyId, storyTime } from '#kernel/story.ts'
import { startOfDay } from '#values/local-time.ts'
import { item, priceAt, pricesComing } from '../deciders/item.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import type { ItemEvents } from '../events.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { changePrice } from './change-price.ts'

const nora = { id: storyId(42), role: 'manager', onBehalfOf: null }
const clinic = { zone: 'Europe/London' } as never
const facts = { clinic }
const given = story(changePrice)

test('a new price holds from now where no day is named', () =>
  given(tapeAdded)
    .when(nora, { price: 1050, from: null }, { facts })
    .thenEvents({ type: 'PriceChanged', data: { price: 1050, was: 995, from: storyTime } }))

test('a later price begins at midnight of its day in the clinic’s zone', () =>
  given(tapeAdded)
    .when(nora, { price: 1050, from: '2026-12-01' }, { facts })
    .thenEvents({
      type: 'PriceChanged',
      data: { price: 1050, was: 995, from: startOfDay('2026-12-01', 'Europe/London') },
    }))

test('a price cannot begin yesterday', () =>
  given(tapeAdded).when(nora, { price: 1050, from: '2026-11-22' }, { facts }).thenRefused('past'))

test('the price that holds already is no change', () =>
  given(tapeAdded).when(nora, { price: 995, from: null }, { facts }).thenRefused('same'))

test('a withdrawn item keeps its price', () =>
  given(tapeAdded, { type: 'ItemWithdrawn', data: { reason: 'No supplier' } })
    .when(nora, { price: 1, from: null }, { facts })
    .thenRefused('withdrawn', { name: 'Tape, 5 m' }))

test('the price in force is the one that began last, and later ones are told before they begin', () => {
  const later = storyTime + 1_000
  const events: readonly ItemEvents[] = [
    tapeAdded,
    { type: 'PriceChanged', data: { price: 1200, was: 995, from: later } },
    { type: 'PriceChanged', data: { price: 900, was: 995, from: storyTime } },
  ]
  const state = foldAll(
    item as never,
    events.map((event) => stored(event)),
  ) as ListedItem
  deepStrictEqual(priceAt(state, storyTime), 900)
  deepStrictEqual(pricesComing(state, storyTime), [{ price: 1200, from: later }])
  deepStrictEqual(priceAt(state, later), 1200)
  deepStrictEqual(pricesComing(state, later), [])
})
