import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { orderRefusals } from '../words/order-words.ts'

type Refused = { return: string; name: string; code: string }

/** Ends a return of which nothing came: the line may be returned again. */
export const refuseReturn = intent({
  name: 'refuse-return',
  title: 'Refuse the return',
  submit: 'Refuse',
  doing: 'Ending the return',
  done: 'The return is refused',
  notDone: 'The return is not ended',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Refused>({
    return: z.uuid(),
    name: z.string(),
    code: z.string().min(1),
  }),
  needs: (state) => (state.status === 'none' ? refuse('no-order') : undefined),
  decide(state, { data }) {
    if (state.status !== 'handed-over' && state.status !== 'collected') return refuse('no-order')
    if (state.returns[data.return]?.state === 'refused') return []
    return [{ type: 'ReturnRefused', data }]
  },
  refusals: orderRefusals,
  next: [],
})
