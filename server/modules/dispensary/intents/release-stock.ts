import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { item } from '../deciders/item.ts'
import { picksOf, piecesOf, reservedFor } from '../deciders/item-shelf.ts'

/** Gives reserved pieces back to the shelf, out of the bag too; where none are reserved there is nothing to do. */
export const releaseStock = intent({
  name: 'release-stock',
  title: 'Release stock',
  submit: 'Release',
  doing: 'Giving it back to the shelf',
  done: 'Free on the shelf again',
  notDone: 'Not released',
  on: item,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ order: string; quantity: number }>({
    order: z.uuid(),
    quantity: z.int().min(1),
  }),
  decide(state, { data: { order, quantity } }) {
    if (state.status === 'none' || !Object.hasOwn(state.reservations, order)) return []
    const reserved = reservedFor(state, order)
    const released = Math.min(quantity, reserved)
    const isUnpacked = piecesOf(picksOf(state, order)) > reserved - released
    return [
      ...(isUnpacked ? ([{ type: 'StockPicked', data: { order, lots: [] } }] as const) : []),
      { type: 'StockReleased', data: { order, quantity: released } },
    ]
  },
  refusals: {},
  next: [],
})
