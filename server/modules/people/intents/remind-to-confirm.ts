import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
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
  decide(state, { data: { request } }) {
    const isOpen = state.status === 'open' && state.confirmation?.request === request
    if (!isOpen) return refuse('over')
    if (state.confirmation.reminded) return refuse('reminded')
    return [{ type: 'EmailConfirmationReminded', data: { request } }]
  },
  refusals: {
    over: 'This request was answered or replaced, so nobody has to be reminded. Look at the record.',
    reminded: 'They were reminded of this already. Wait for their answer.',
  },
  next: [],
})
