import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Notes on an order that was denied that what it lacked is back; whoever wanted it is written to. */
export const noteItemBack = intent({
  name: 'note-item-back',
  title: 'Note that it is back',
  submit: 'Note',
  doing: 'Noting that it is back',
  done: 'It is back',
  notDone: 'Not noted',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ item: string; name: string; quantity: number }>({
    item: z.uuid(),
    name: z.string(),
    quantity: z.int().min(1),
  }),
  // Who does not want to hear of it any more, or heard already, is told nothing.
  decide: (state, { data }) =>
    state.status === 'denied' && state.notice === 'wanted' ? [{ type: 'ItemBack', data }] : [],
  refusals: orderRefusals,
  next: [],
})
