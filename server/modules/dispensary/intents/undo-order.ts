import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

const undoable: readonly string[] = ['confirmed', 'preparing', 'picking', 'ready', 'handing-over']

/** Ends an order that the help desk had undone, once nothing is left of it. */
export const undoOrder = intent({
  name: 'undo-order',
  title: 'Close the undone order',
  submit: 'Close it',
  doing: 'Closing the order',
  done: 'The order is undone',
  notDone: 'Not undone yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ reason: string }>({ reason: z.string().min(3) }),
  needs: (state) => (undoable.includes(state.status) ? undefined : refusedAs(state)),
  decide: (_, { data }) => [{ type: 'OrderUndone', data }],
  refusals: orderRefusals,
  next: [],
})
