import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import type { OrderEvents } from '../events.ts'
import type { LineToPick, PickableLot } from '../projections/pick-queries.ts'
import {
  insoles,
  insolesLine,
  maria,
  placedOrder,
  pricedOrder,
  tape,
  tapeLine,
} from './order-story.ts'

/** Who did everything that is told in a story: the dispenser who prepares the order. For tests. */
export const kofi: Actor = { id: storyId(9), role: 'dispenser', onBehalfOf: null }
export const dara: Actor = { id: storyId(10), role: 'dispenser', onBehalfOf: null }
export const sam: Actor = { id: storyId(11), role: 'receptionist', onBehalfOf: null }
export const nora: Actor = { id: storyId(12), role: 'manager', onBehalfOf: null }
export const patient: Actor = { id: maria, role: 'patient', onBehalfOf: null }
export const process: Actor = { id: 'system:order', role: 'system', onBehalfOf: maria }

/** Two tapes from the shelf and one pair of insoles made to order, as they are to be picked. For tests. */
export const toPick: readonly LineToPick[] = [
  { item: tape, name: 'Tape, 5 m', quantity: 2, lotted: true },
  { item: insoles, name: 'Custom insoles', quantity: 1, lotted: false },
]

export const lots: readonly PickableLot[] = [
  { item: tape, lot: 'A1', expires: '2026-12-31', left: 1 },
  { item: tape, lot: 'A2', expires: '2027-06-30', left: 9 },
]

/** The same order, confirmed. For tests. */
export const confirmed: readonly OrderEvents[] = [
  placedOrder(tapeLine, insolesLine),
  pricedOrder(tapeLine, insolesLine),
  { type: 'OrderConfirmed', data: { total: 10490, promised: null } },
]

export const started: readonly OrderEvents[] = [
  ...confirmed,
  { type: 'PreparationStarted', data: {} },
]

export const pickedAll: OrderEvents = {
  type: 'OrderPicked',
  data: {
    lines: [
      {
        item: tape,
        lots: [
          { lot: 'A1', quantity: 1 },
          { lot: 'A2', quantity: 1 },
        ],
        short: null,
      },
      { item: insoles, lots: [{ lot: '', quantity: 1 }], short: null },
    ],
    shelf: 'B3',
  },
}

export const picking: readonly OrderEvents[] = [...started, pickedAll]

const lines = [
  { item: tape, quantity: 2 },
  { item: insoles, quantity: 1 },
]

/** What was handed over, or is to be. For tests. */
export const handed = { lines, total: 10490 }

export const ready: readonly OrderEvents[] = [
  ...picking,
  { type: 'OrderReady', data: { ...handed, code: '042815', shelf: 'B3' } },
]

/** A hand-over to the patient at the desk. For tests. */
export const toPatient = {
  type: 'OrderHandOverStarted',
  data: {
    receivedBy: 'patient',
    proxy: null,
    receiver: null,
    consent: null,
    identityChecked: true,
    by: 'desk',
  },
} as const

export const handingOver: readonly OrderEvents[] = [...ready, toPatient]

export const handedOver: readonly OrderEvents[] = [
  ...handingOver,
  { type: 'OrderHandedOver', data: handed },
]
