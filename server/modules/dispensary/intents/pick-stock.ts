import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf, longDay } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import {
  freeOf,
  lotKey,
  lotOf,
  pickedFrom,
  picksOf,
  piecesOf,
  reservedFor,
} from '../deciders/item-shelf.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import type { LotPick } from '../events/fulfilment-events.ts'
import { isGood } from '../rules/first-out.ts'
import { itemRefusals, shelfRefusals } from '../words/item-words.ts'

type Picked = { order: string; lots: LotPick[]; short?: number | undefined }

/**
 * Puts pieces of certain lots into an order's bag, in place of what lay there before. What of its
 * reservation is not picked is free again, so a line that stays short says so by picking less; `short`
 * only repeats by how much. What was given back so in an earlier round is reserved again where it is free.
 */
export const pickStock = intent({
  name: 'pick-stock',
  title: 'Pick from the shelf',
  submit: 'Pick',
  doing: 'Picking from the shelf',
  done: 'Picked from the shelf',
  notDone: 'Not picked',
  on: item,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Picked>({
    order: z.uuid(),
    lots: z.array(z.object({ lot: z.string(), quantity: z.int().min(1) })),
    short: z.int().min(0).optional(),
  }),
  reads: () => ({ clinic: clinicSettings() }),
  needs: (state) => (state.status === 'none' ? refuse('no-item') : undefined),
  decide(state, { data: { order, lots: asked }, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const lots = byLot(state, asked)
    const reserved = reservedFor(state, order)
    const wanted = piecesOf(lots)
    const { name } = state
    const today = dayOf(at, facts.clinic?.zone ?? 'UTC')
    // What an earlier round gave back may be picked after all, as long as nobody else was promised it.
    const more = Math.max(0, wanted - reserved)
    if (more > freeOf(state, today)) {
      return refuse('not-reserved', { reserved, asked: wanted, name })
    }
    for (const one of lots) {
      const refusal = notPickable(state, order, one, today)
      if (refusal) return refusal
    }
    const rest = reserved - wanted
    return [
      ...(more > 0 ? ([{ type: 'StockReserved', data: { order, quantity: more } }] as const) : []),
      ...(isSame(picksOf(state, order), lots)
        ? []
        : ([{ type: 'StockPicked', data: { order, lots } }] as const)),
      ...(rest > 0 ? ([{ type: 'StockReleased', data: { order, quantity: rest } }] as const) : []),
    ]
  },
  refusals: { ...itemRefusals, ...shelfRefusals },
  next: [],
})

/** The picks with each lot once, as they are kept. */
function byLot(state: ListedItem, asked: readonly LotPick[]): readonly LotPick[] {
  const lots = new Map<string, number>()
  for (const { lot, quantity } of asked) {
    const key = lotKey(state, lot)
    lots.set(key, (lots.get(key) ?? 0) + quantity)
  }
  return [...lots].map(([lot, quantity]) => ({ lot, quantity }))
}

function notPickable(
  state: ListedItem,
  order: string,
  { lot, quantity }: LotPick,
  today: string,
): Refusal | undefined {
  const found = lotOf(state, lot)
  const { name } = state
  if (found?.recalled) return refuse('recalled-lot', { lot, name })
  if (found?.expires && !isGood(found, today)) {
    return refuse('expired-lot', { lot, day: longDay(found.expires), name })
  }
  const left = (found?.onHand ?? 0) - pickedFrom(state, lot, order)
  if (left >= quantity) return undefined
  return refuse('lot-short', { lot: lot || name, left, asked: quantity, name })
}

function isSame(before: readonly LotPick[], now: readonly LotPick[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ lot, quantity }, at) => now[at]?.lot === lot && now[at]?.quantity === quantity)
  )
}
