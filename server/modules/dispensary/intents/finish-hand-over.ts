import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { type OrderBody, order, totalOf } from '../deciders/order.ts'
import type { LeftOut } from '../events/fulfilment-events.ts'
import type { OrderEvents } from '../events.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

const leftOutLine = z.object({
  item: z.uuid(),
  quantity: z.int().min(1),
  code: z.enum(['recalled-lot', 'expired-lot']),
  lot: z.string(),
  amount: z.int().min(0),
})

/** Ends a hand-over once the goods left the shelf and the money was taken; says what stayed here of it. */
export const finishHandOver = intent({
  name: 'finish-hand-over',
  title: 'Finish the hand-over',
  submit: 'Finish',
  doing: 'Finishing the hand-over',
  done: 'The order is handed over',
  notDone: 'Not handed over yet',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ leftOut?: readonly LeftOut[] | undefined }>({
    leftOut: z.array(leftOutLine).optional(),
  }),
  needs: (state) => (state.status === 'handing-over' ? undefined : refusedAs(state)),
  decide(state, { data: { leftOut = [] } }): readonly OrderEvents[] | ReturnType<typeof refuse> {
    if (state.status !== 'handing-over') return refuse('no-order')
    const lines = state.lines.filter(({ item }) => !leftOut.some((one) => one.item === item))
    const type = state.how === 'code' ? 'OrderCollected' : 'OrderHandedOver'
    return [
      ...leftOut.map((one) => stayedHere(state, one)),
      { type, data: { lines, total: totalOf(state.priced, lines) } },
    ]
  },
  refusals: orderRefusals,
  next: [],
})

function stayedHere({ priced }: OrderBody, line: LeftOut): OrderEvents {
  const { name } = priced.find(({ item }) => item === line.item) ?? { name: '' }
  return { type: 'OrderLineLeftOut', data: { ...line, name } }
}
