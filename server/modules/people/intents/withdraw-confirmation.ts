import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'

/** Takes back one request to confirm an e-mail address. One that is answered or replaced needs nothing. */
export const withdrawConfirmation = intent({
  name: 'withdraw-confirmation',
  title: 'Take back a request to confirm',
  submit: 'Take the request back',
  doing: 'Taking the request back',
  done: 'The request is taken back',
  notDone: 'The request stays',
  on: person,
  by: { system: 'clinic' },
  fields: fromProcess({ request: z.uuid() }),
  decide(state, { data: { request } }): readonly PersonEvents[] {
    const isOpen = state.status === 'open' && state.confirmation?.request === request
    return isOpen ? [{ type: 'EmailConfirmationWithdrawn', data: { request } }] : []
  },
  refusals: {},
  next: [],
})
