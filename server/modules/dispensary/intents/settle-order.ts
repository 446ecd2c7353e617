import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

const over: readonly string[] = ['none', 'denied', 'cancelled', 'lapsed', 'undone', 'settled']
const handed: readonly string[] = ['handed-over', 'collected']

/** Ends an order that the help desk settled by hand, once the money and the goods are where they belong. */
export const settleOrder = intent({
  name: 'settle-order',
  title: 'Close the settled order',
  submit: 'Close it',
  doing: 'Closing the order',
  done: 'The order is settled by hand',
  notDone: 'Not settled yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ as: string; given: boolean }>({
    as: z.string().min(1),
    given: z.boolean().default(true),
  }),
  needs: (state) => (state.status === 'none' ? refusedAs(state) : undefined),
  // What has ended on its own stream already needs no other end, unless it says what is not so any more.
  decide: ({ status }, { data: { as, given } }) =>
    over.includes(status) || (given && handed.includes(status))
      ? []
      : [{ type: 'OrderSettledByHand', data: { as } }],
  refusals: orderRefusals,
  next: [],
})
