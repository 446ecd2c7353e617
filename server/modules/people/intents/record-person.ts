import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'
import { lookalikeOf, registrationById, type TypedRegistration } from '../registrations.ts'

function registered(typed: TypedRegistration): PersonEvents {
  const { given, family, dob, phone, email, noEmail, anotherBecause, ...plain } = typed
  return {
    type: 'PersonRegistered',
    data: {
      given: given ?? '',
      family: family ?? '',
      dob: dob ?? '',
      phone: phone ?? '',
      email: email ?? '',
      noEmail: noEmail ?? '',
      anotherBecause: anotherBecause ?? '',
      ...plain,
    },
  }
}

/**
 * Makes a person's record from what their registration holds. Whoever looks alike may have been registered
 * since it began, so that is looked at once more.
 */
export const recordPerson = intent({
  name: 'record-person',
  title: 'Make a person’s record',
  submit: 'Make the record',
  doing: 'Making the record',
  done: 'The record is made',
  notDone: 'No record was made',
  on: person,
  by: { system: 'clinic' },
  fields: fromProcess({ person: z.uuid() }),
  person: (_, id) => idOf(id),
  reads: ({ target }) => ({
    typed: registrationById(idOf(target)),
    alike: lookalikeOf(idOf(target)),
  }),
  needs(state, { facts }): Refusal | undefined {
    if (state.status !== 'none') return refuse('exists')
    return facts.typed ? undefined : refuse('not-begun')
  },
  decide(_, { facts: { typed, alike } }): readonly PersonEvents[] | Refusal {
    if (!typed) return refuse('not-begun')
    if (alike) return refuse('possible-duplicate', { like: alike.id })
    return [registered(typed)]
  },
  undoneBy: 'withdraw-person',
  receipt: (_, { person: registration }) => ({ registration }),
  refusals: {
    'possible-duplicate':
      'A record that looks alike was made meanwhile: {like:initials}, born on the same day. Use that record, or register again and say why this is somebody else.',
    exists: 'This record is there already, so nothing was changed. Open it instead.',
    'not-begun': 'Nobody is being registered under this id. Register the patient first.',
  },
  next: [],
})
