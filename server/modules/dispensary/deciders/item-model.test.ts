import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve } from '#kernel/decider.ts'
import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { changePrice } from '../intents/change-price.ts'
import { receiveStock } from '../intents/receive-stock.ts'
import { releaseStock } from '../intents/release-stock.ts'
import { reserveStock } from '../intents/reserve-stock.ts'
import { restoreItem } from '../intents/restore-item.ts'
import { withdrawItem } from '../intents/withdraw-item.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { item, priceAt } from './item.ts'
import type { Item } from './item-state.ts'

const hourMs = 3_600_000
const firstPrice = tapeAdded.data.price

/** Pieces in a box, pieces in bags with an order’s name on each, and a label with the price. */
type Shelf = {
  box: number
  isSold: boolean
  label: number
  readonly bags: Map<string, number>
}

/** What is asked for, and what becomes of the shelf: the code of its refusal, or nothing. */
type Move = {
  readonly intent: AnyIntent
  readonly data: object
  act(shelf: Shelf): string | undefined
}

const reason = 'So it was decided'

function receive(quantity: number): Move {
  return {
    intent: anyIntent(receiveStock),
    data: { quantity, lot: '', expires: null, supplierReference: '' },
    act(shelf) {
      if (!shelf.isSold) return 'withdrawn'
      shelf.box += quantity
      return undefined
    },
  }
}

function reserve(order: string, quantity: number): Move {
  return {
    intent: anyIntent(reserveStock),
    data: { order, quantity },
    act(shelf) {
      if (!shelf.isSold) return 'withdrawn'
      if (shelf.bags.has(order)) return undefined
      if (shelf.box < quantity) return 'short-stock'
      shelf.box -= quantity
      shelf.bags.set(order, quantity)
      return undefined
    },
  }
}

/** An undo names what was reserved; one that asks for more gets what is there. */
function release(order: string, quantity: number): Move {
  return {
    intent: anyIntent(releaseStock),
    data: { order, quantity },
    act(shelf) {
      const there = shelf.bags.get(order) ?? 0
      const back = Math.min(there, quantity)
      shelf.box += back
      if (there - back > 0) shelf.bags.set(order, there - back)
      else shelf.bags.delete(order)
      return undefined
    },
  }
}

function relabel(price: number): Move {
  return {
    intent: anyIntent(changePrice),
    data: { price, from: null },
    act(shelf) {
      if (!shelf.isSold) return 'withdrawn'
      if (shelf.label === price) return 'same'
      shelf.label = price
      return undefined
    },
  }
}

const withdraw: Move = {
  intent: anyIntent(withdrawItem),
  data: { reason },
  act(shelf) {
    if (!shelf.isSold) return 'twice'
    shelf.isSold = false
    return undefined
  },
}

const restore: Move = {
  intent: anyIntent(restoreItem),
  data: { reason },
  act(shelf) {
    if (shelf.isSold) return 'listed'
    shelf.isSold = true
    return undefined
  },
}

const order = fc.integer({ min: 11, max: 14 }).map(storyId)
const quantity = fc.integer({ min: 1, max: 9 })
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: quantity.map(receive) },
  { weight: 4, arbitrary: fc.tuple(order, quantity).map(([one, n]) => reserve(one, n)) },
  { weight: 3, arbitrary: fc.tuple(order, quantity).map(([one, n]) => release(one, n)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((n) => relabel(n * 100)) },
  { weight: 1, arbitrary: fc.constantFrom(withdraw, restore, restore) },
)

/** Does it as the worker would, and answers the code of the refusal, if it is one. */
function carryOut(state: Item, { intent, data }: Move, at: number) {
  const context = {
    command: storyId(8),
    target: `item-${storyId(1)}`,
    person: null,
    at,
    actor: { id: 'system:order', role: 'system', onBehalfOf: null },
    facts: { clinic: { zone: 'Europe/London' } },
    id: (label: string) => label,
    isSecret: () => false,
    data,
  }
  const decision = intent.needs?.(state, context) ?? intent.decide(state, context)
  if (isRefusal(decision)) return { state, code: decision.code }
  const next = decision.reduce<unknown>(
    (before, event) => evolve(item as never, before, stored(event, { at })),
    state,
  )
  return { state: next as Item, code: undefined }
}

function seenIn(state: Item, at: number): object {
  if (state.status === 'none') return {}
  const { status, onHand, reserved, reservations } = state
  return {
    box: onHand - reserved,
    isSold: status === 'listed',
    bags: new Map(Object.entries(reservations)),
    price: priceAt(state, at),
  }
}

test('an item does and refuses what a box with bags and a label would', () => {
  const start = evolve(item as never, item.initialState, stored(tapeAdded)) as Item
  fc.assert(
    fc.property(fc.array(move, { maxLength: 50 }), (moves) => {
      const shelf: Shelf = { box: 0, isSold: true, bags: new Map(), label: firstPrice }
      let state = start
      for (const [index, one] of moves.entries()) {
        const at = storyTime + index * hourMs
        const { state: next, code } = carryOut(state, one, at)
        deepEqual(code, one.act(shelf), one.intent.name)
        const { box, isSold, bags, label } = shelf
        deepEqual(seenIn(next, at), { box, isSold, bags, price: label }, one.intent.name)
        state = next
      }
    }),
    { seed: 20_261_123, numRuns: 300 },
  )
})

const day = fc.integer({ min: 0, max: 6 })
const change = fc.record({ from: day, price: fc.integer({ min: 1, max: 9 }) })

test('of the prices set for days to come, each day has the one that began last', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const dayMs = 24 * hourMs
      const start = evolve(item as never, item.initialState, stored(tapeAdded)) as Item
      const from = (one: number) => storyTime + (one + 1) * dayMs
      const state = changes.reduce<unknown>((before, one) => {
        const data = { price: one.price, was: 0, from: from(one.from) }
        return evolve(item as never, before, stored({ type: 'PriceChanged', data }))
      }, start) as Item
      if (state.status === 'none') return
      for (let today = -1; today <= 7; today += 1) {
        const begun = changes.filter((one) => one.from <= today)
        const latest = Math.max(...begun.map((one) => one.from))
        const expected = begun.findLast((one) => one.from === latest)?.price ?? firstPrice
        deepEqual(priceAt(state, from(today)), expected)
      }
    }),
    { seed: 20_261_123, numRuns: 300 },
  )
})
