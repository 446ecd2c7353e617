import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { message } from '../deciders/message.ts'
import type { MessageEvents } from '../events.ts'

/** Says that a message is no longer true: what waits is not sent, what was sent is not sent again. */
export const withdrawMessage = intent({
  name: 'withdraw-message',
  title: 'Withdraw a message',
  submit: 'Withdraw it',
  doing: 'Withdrawing the message',
  done: 'The message is withdrawn',
  notDone: 'Nothing was withdrawn',
  on: message,
  by: { system: 'clinic' },
  fields: fromProcess({ why: z.string().min(3) }),
  // What was never written or is withdrawn already is as it should be.
  decide(state, { data: { why } }): readonly MessageEvents[] {
    const isDone = state.status === 'none' || state.outOfDate !== null
    return isDone ? [] : [{ type: 'MessageWithdrawn', data: { why } }]
  },
  refusals: {},
  next: [],
})
