import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { evolve } from '#kernel/decider.ts'
import { stored } from '#kernel/story.ts'
import { isOverState } from '#modules/dispensary/published.ts'
import { order } from '../modules/dispensary/deciders/order.ts'
import { orderEvents } from '../modules/dispensary/events.ts'
import { orderEndings } from './order-endings.ts'

test('an order is over for the checks by the events by which it is for everybody', () => {
  const placed = {
    type: 'OrderPlaced',
    data: { patient: '', lines: [], acceptedTotal: 0, note: '' },
  }
  const begun = evolve(order as never, order.initialState, stored(placed))
  const ending = Object.keys(orderEvents).filter((type) => {
    const { status } = evolve(
      order as never,
      begun,
      stored({ type, data: {} }),
    ) as typeof order.initialState
    return isOverState(status)
  })
  deepEqual(ending.toSorted(), orderEndings.toSorted())
})
