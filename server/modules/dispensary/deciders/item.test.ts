import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve } from '#kernel/decider.ts'
import type { DomainEvent } from '#kernel/event.ts'
import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { countStock } from '../intents/count-stock.ts'
import { handOutStock } from '../intents/hand-out-stock.ts'
import { pickStock } from '../intents/pick-stock.ts'
import { recallLot } from '../intents/recall-lot.ts'
import { receiveStock } from '../intents/receive-stock.ts'
import { releaseStock } from '../intents/release-stock.ts'
import { reserveStock } from '../intents/reserve-stock.ts'
import { writeOffStock } from '../intents/write-off-stock.ts'
import { salineAdded } from '../stories/item-story.ts'
import { item } from './item.ts'
import { pickedFrom, piecesOf } from './item-shelf.ts'
import type { Item, ListedItem } from './item-state.ts'

const dayMs = 86_400_000
const clinic = { zone: 'Europe/London' }
const circumstances = {
  command: storyId(8),
  target: `item-${storyId(1)}`,
  person: null,
  actor: { id: 'system:order', role: 'system', onBehalfOf: null },
  id: (label: string) => label,
  isSecret: () => false,
  facts: { clinic, handed: [], promises: [] },
}

// Three lots: one expires in the midst of what happens, one later, one in another year.
const lots = ['S-1', 'S-2', 'S-3'] as const
const expiry = { 'S-1': '2026-11-28', 'S-2': '2026-12-10', 'S-3': '2027-05-31' }
const lot = fc.constantFrom(...lots)
const order = fc.integer({ min: 1, max: 3 }).map(storyId)
const quantity = fc.integer({ min: 1, max: 9 })
const few = fc.integer({ min: 1, max: 3 })
const reason = 'So it was found'

type Movement = readonly [AnyIntent, object]

const delivery = fc.tuple(lot, quantity).map(([one, n]): Movement => {
  const data = { lot: one, quantity: n, expires: expiry[one], supplierReference: '' }
  return [anyIntent(receiveStock), data]
})

const movement: fc.Arbitrary<Movement> = fc.oneof(
  { weight: 4, arbitrary: delivery },
  fc.tuple(order, few).map(([one, n]): Movement => {
    return [anyIntent(reserveStock), { order: one, quantity: n }]
  }),
  fc.tuple(order, quantity).map(([one, n]): Movement => {
    return [anyIntent(releaseStock), { order: one, quantity: n }]
  }),
  fc
    .tuple(order, fc.array(fc.record({ lot, quantity: few }), { maxLength: 2 }))
    .map(([one, picks]): Movement => [anyIntent(pickStock), { order: one, lots: picks }]),
  order.map((one): Movement => [anyIntent(handOutStock), { order: one }]),
  fc.tuple(lot, fc.integer({ min: 0, max: 12 })).map(([one, n]): Movement => {
    return [anyIntent(countStock), { lot: one, counted: n, reason, openCase: true }]
  }),
  fc.tuple(lot, quantity).map(([one, n]): Movement => {
    return [anyIntent(writeOffStock), { lot: one, quantity: n, reason: 'lost' }]
  }),
  lot.map((one): Movement => [anyIntent(recallLot), { lot: one, reason }]),
)

function fold(state: Item, events: readonly DomainEvent[]): Item {
  return events.reduce<unknown>(
    (one, event) => evolve(item as never, one, stored(event)),
    state,
  ) as Item
}

/** What must hold of a shelf after every event, whoever did it. */
function possible(state: Item): void {
  const { onHand, reserved, reservations, picks, lots: shelf } = state as ListedItem
  ok(reserved >= 0 && reserved <= onHand, `${reserved} reserved of ${onHand}`)
  const open = Object.values(reservations)
  ok(open.every((pieces) => pieces > 0))
  deepEqual(
    open.reduce((sum, pieces) => sum + pieces, 0),
    reserved,
  )
  deepEqual(
    Object.values(shelf).reduce((sum, one) => sum + one.onHand, 0),
    onHand,
  )
  for (const [name, { onHand: there }] of Object.entries(shelf)) {
    const inBags = pickedFrom(state as ListedItem, name)
    ok(there >= 0 && inBags <= there, `${inBags} in bags of ${there} of ${name}`)
  }
  for (const [one, bag] of Object.entries(picks)) {
    ok(piecesOf(bag) <= (reservations[one] ?? 0), 'a bag holds more than was promised')
  }
}

test('whatever is done in whatever order, the shelf promises and packs no more than it has', () => {
  const start = fold(item.initialState, [salineAdded])
  const done = new Set<string>()
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 60, size: 'max' }), (movements) => {
      let state = start
      for (const [index, [intent, data]] of movements.entries()) {
        const at = storyTime + Math.floor(index / 6) * dayMs
        const context = { ...circumstances, at, data }
        const decision = intent.needs?.(state, context) ?? intent.decide(state, context)
        if (isRefusal(decision)) continue
        if (decision.length > 0) done.add(intent.name)
        for (const event of decision) {
          state = fold(state, [event])
          possible(state)
        }
      }
    }),
    { seed: 20_261_123, numRuns: 300 },
  )
  deepEqual(done.size, 8, `only these were ever done: ${[...done].join(', ')}`)
})
