import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import type { ReadyLine } from '../events/fulfilment-events.ts'
import { collectionCode } from '../rules/collection-code.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type Ready = { lines: ReadyLine[]; total: number; shelf: string }

/** Says that everything is picked and lies ready, and makes the code by which it is collected. */
export const setReady = intent({
  name: 'set-ready',
  title: 'Set the order ready',
  submit: 'Set ready',
  doing: 'Setting the order ready',
  done: 'The order is ready',
  notDone: 'Not ready',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Ready>({
    lines: z.array(z.object({ item: z.uuid(), quantity: z.int().min(1) })),
    total: z.int().min(0),
    shelf: z.string(),
  }),
  needs: (state) => (state.status === 'picking' ? undefined : refusedAs(state)),
  decide(state, { data, id }) {
    if (state.status === 'none') return refuse('no-order')
    const code = collectionCode(id('collection-code'))
    return [{ type: 'OrderReady', data: { ...data, code } }]
  },
  refusals: orderRefusals,
  next: [],
})
