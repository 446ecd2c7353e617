import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'

/**
 * Takes back a record that a registration made and nothing else has touched since. Where there is none,
 * there is nothing to do.
 */
export const withdrawPerson = intent({
  name: 'withdraw-person',
  title: 'Take back a new record',
  submit: 'Take the record back',
  doing: 'Taking the record back',
  done: 'The record is taken back',
  notDone: 'The record stays',
  on: person,
  by: { system: 'clinic' },
  fields: fromProcess({ registration: z.uuid() }),
  decide(
    state,
    { target, data: { registration } },
  ): readonly PersonEvents[] | ReturnType<typeof refuse> {
    if (state.status !== 'open' || idOf(target) !== registration) return []
    if (!state.isNew) return refuse('in-use')
    return [{ type: 'PersonWithdrawn', data: { registration } }]
  },
  refusals: {
    'in-use':
      'Something else has happened to this record since it was made, so it is not taken back by itself. Look at what happened, and close the record by hand.',
  },
  next: [],
})
