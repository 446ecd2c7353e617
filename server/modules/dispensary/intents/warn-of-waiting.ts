import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Notes that an order has been waiting on the bench for more than a working day. */
export const warnOfWaiting = intent({
  name: 'warn-of-waiting',
  title: 'Warn of a waiting order',
  submit: 'Warn',
  doing: 'Warning of the wait',
  done: 'Warned',
  notDone: 'Not warned',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ stage: 'confirmed' | 'preparing' }>({
    stage: z.enum(['confirmed', 'preparing']),
  }),
  needs: (state) =>
    state.status === 'confirmed' || state.status === 'preparing' ? undefined : refusedAs(state),
  decide: (_, { data }) => [{ type: 'OrderWaitsLong', data }],
  refusals: orderRefusals,
  next: [],
})
