import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { bounceOf } from '#modules/notices/published.ts'
import { person } from '../deciders/person.ts'

/** Notes that somebody is reminded, once, of a request that is still theirs to answer. */
export const remindToConfirm = intent({
  name: 'remind-to-confirm',
  title: 'Remind of the e-mail address',
  submit: 'Remind them',
  doing: 'Reminding',
  done: 'They are reminded',
  notDone: 'Nobody was reminded',
  on: person,
  by: { system: 'clinic' },
  fields: fromProcess({ request: z.uuid() }),
  reads: ({ target }) => ({ bounce: bounceOf(idOf(target)) }),
  decide(state, { data: { request }, facts }) {
    const isOpen = state.status === 'open' && state.confirmation?.request === request
    if (!isOpen) return refuse('over')
    if (state.confirmation.reminded) return refuse('reminded')
    if (facts.bounce) return refuse('bounced')
    return [{ type: 'EmailConfirmationReminded', data: { request } }]
  },
  refusals: {
    over: 'This request was answered or replaced, so nobody has to be reminded. Look at the record.',
    bounced: 'Mail to this address came back, so a reminder would too. Correct the address.',
    reminded: 'They were reminded of this already. Wait for their answer.',
  },
  next: [],
})
