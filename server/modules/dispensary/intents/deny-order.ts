import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type Denial = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Ends an order that cannot be had, with the reason, once nothing is held for it any more. */
export const denyOrder = intent({
  name: 'deny-order',
  title: 'Deny the order',
  submit: 'Deny',
  doing: 'Closing the order',
  done: 'The order did not go through',
  notDone: 'Not denied',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Denial>({
    code: z.string().min(1),
    facts: z.record(z.string(), z.unknown()),
  }),
  needs: (state) =>
    state.status === 'placed' || state.status === 'priced' ? undefined : refusedAs(state),
  decide: (_, { data }) => [{ type: 'OrderDenied', data }],
  refusals: orderRefusals,
  next: [],
})
