import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import { freeOf } from '../deciders/item-shelf.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Promises pieces of good lots to an order, until they are handed over or released. */
export const reserveStock = intent({
  name: 'reserve-stock',
  title: 'Reserve stock',
  submit: 'Reserve',
  doing: 'Reserving on the shelf',
  done: 'Reserved on the shelf',
  notDone: 'Not reserved',
  on: item,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ order: string; quantity: number }>({
    order: z.uuid(),
    quantity: z.int().min(1),
  }),
  reads: () => ({ clinic: clinicSettings() }),
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    return state.status === 'withdrawn' ? refuse('withdrawn', { name: state.name }) : undefined
  },
  decide(state, { data, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    // An order has one reservation on an item; asking for it again is answered as the first time.
    if (Object.hasOwn(state.reservations, data.order)) return []
    const left = freeOf(state, dayOf(at, facts.clinic?.zone ?? 'UTC'))
    if (left < data.quantity) {
      return refuse('short-stock', { left, asked: data.quantity, name: state.name })
    }
    return [{ type: 'StockReserved', data }]
  },
  undoneBy: 'release-stock',
  receipt: (_, { order, quantity }) => ({ order, quantity }),
  refusals: {
    ...itemRefusals,
    'short-stock': '{left} {name} left, {asked} were asked for. Order fewer, or wait for more.',
  },
  next: [],
})
