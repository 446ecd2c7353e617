import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type Refused = { code: string; facts: Readonly<Record<string, unknown>> }

/** Puts an order back on the bench of who prepares it, because the shelf refused what was picked. */
export const resumePreparing = intent({
  name: 'resume-preparing',
  title: 'Go on preparing',
  submit: 'Go on',
  doing: 'Putting it back on the bench',
  done: 'It is back on the bench',
  notDone: 'Not put back',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Refused>({
    code: z.string().min(1),
    facts: z.record(z.string(), z.unknown()),
  }),
  needs: (state) =>
    state.status === 'picking' || state.status === 'handing-over' ? undefined : refusedAs(state),
  decide: (_, { data }) => [{ type: 'OrderNotReady', data }],
  refusals: orderRefusals,
  next: [],
})
