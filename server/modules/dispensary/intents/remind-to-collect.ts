import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { order } from '../deciders/order.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

/** Notes that a ready order waits for so many days now; whoever tells people of their orders hears of it. */
export const remindToCollect = intent({
  name: 'remind-to-collect',
  title: 'Remind to collect',
  submit: 'Remind',
  doing: 'Reminding to collect it',
  done: 'Reminded',
  notDone: 'Not reminded',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ day: number; until: number }>({ day: z.int().min(1), until: z.int() }),
  needs: (state) => (state.status === 'ready' ? undefined : refusedAs(state)),
  decide: (_, { data }) => [{ type: 'CollectionReminded', data }],
  refusals: orderRefusals,
  next: [],
})
