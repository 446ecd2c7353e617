import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import type { Condition } from '../events/return-events.ts'
import { orderRefusals } from '../words/order-words.ts'

type Finished = {
  return: string
  item: string
  name: string
  quantity: number
  condition: Condition
  amount: number
}

/** Writes down that something came back, once the money and the shelf agree with it. */
export const finishReturn = intent({
  name: 'finish-return',
  title: 'Finish the return',
  submit: 'Finish',
  doing: 'Finishing the return',
  done: 'It came back',
  notDone: 'The return is not finished',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Finished>({
    return: z.uuid(),
    item: z.uuid(),
    name: z.string(),
    quantity: z.int().min(1),
    condition: z.enum(['sealed', 'opened']),
    amount: z.int().min(0),
  }),
  needs: (state) => (state.status === 'none' ? refuse('no-order') : undefined),
  decide(state, { data }) {
    if (state.status !== 'handed-over' && state.status !== 'collected') return refuse('no-order')
    // Asked again after an answer got lost: it stands as it was written.
    if (state.returns[data.return]?.state === 'done') return []
    const as = data.amount > 0 ? 'refunded' : 'exchanged'
    return [{ type: 'ItemsReturned', data: { ...data, as } }]
  },
  refusals: orderRefusals,
  next: [],
})
