import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve } from '#kernel/decider.ts'
import type { DomainEvent } from '#kernel/event.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { receiveStock } from '../intents/receive-stock.ts'
import { releaseStock } from '../intents/release-stock.ts'
import { reserveStock } from '../intents/reserve-stock.ts'
import { tapeAdded } from '../item-story.ts'
import { item } from './item.ts'
import type { Item, ListedItem } from './item-state.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: null }
const circumstances = {
  command: storyId(8),
  target: `item-${storyId(1)}`,
  person: null,
  at: storyTime,
  actor: system,
  id: (label: string) => label,
  isSecret: () => false,
}

const orders = fc.integer({ min: 1, max: 4 }).map(storyId)
const movement = fc.record({
  kind: fc.constantFrom('receive', 'reserve', 'release'),
  order: orders,
  quantity: fc.integer({ min: 1, max: 9 }),
})

type Movement = { readonly kind: string; readonly order: string; readonly quantity: number }

function decide(state: Item, { kind, order, quantity }: Movement) {
  const facts = { clinic: undefined }
  if (kind === 'reserve') {
    return reserveStock.decide(state, { ...circumstances, facts, data: { order, quantity } })
  }
  if (kind === 'release') {
    return releaseStock.decide(state, { ...circumstances, facts, data: { order, quantity } })
  }
  const data = { quantity, lot: '', expires: null, supplierReference: '' }
  return receiveStock.decide(state, { ...circumstances, facts: { clinic: undefined }, data })
}

function fold(state: Item, events: readonly DomainEvent[]): Item {
  return events.reduce<unknown>(
    (one, event) => evolve(item as never, one, stored(event)),
    state,
  ) as Item
}

test('in any order of deliveries, promises and releases the shelf promises no more than it has', () => {
  const start = fold(item.initialState, [tapeAdded])
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 60 }), (movements) => {
      let state = start
      for (const one of movements) {
        const decision = decide(state, one)
        if (!isRefusal(decision)) state = fold(state, decision)
        const { onHand, reserved, reservations } = state as ListedItem
        ok(reserved >= 0 && reserved <= onHand, `${reserved} reserved of ${onHand}`)
        const open = Object.values(reservations)
        ok(open.every((quantity) => quantity > 0))
        ok(open.reduce((sum, quantity) => sum + quantity, 0) === reserved)
      }
    }),
  )
})
