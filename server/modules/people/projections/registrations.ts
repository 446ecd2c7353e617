import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { likeness } from '#values/name.ts'
import type { PersonEvents } from '../events.ts'
import type { RegistrationEvents } from '../registration-events.ts'

const columns =
  'id, given, family, dob, phone, email, no_email, terms, guardian, another_than, another_because, given_like, family_like, if_alike'
const begin = `INSERT INTO {registrations} (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/**
 * What was typed on a registration, for the step that makes the record: a process sees no sealed field, so
 * it cannot hand it on. A line goes when the registration ends.
 */
export const registrationsModel = projection({
  name: 'registrations',
  version: 1,
  mode: 'inline',
  types: ['RegistrationStarted', 'RegistrationCompleted', 'RegistrationDeclined', 'PersonErased'],
  tables: {
    registrations: {
      columns: {
        id: 'text',
        given: 'text?',
        family: 'text?',
        dob: 'text?',
        phone: 'text?',
        email: 'text?',
        no_email: 'text?',
        terms: 'text',
        guardian: 'text?',
        another_than: 'text?',
        another_because: 'text?',
        given_like: 'text',
        family_like: 'text',
        if_alike: 'text',
      },
      key: ['id'],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<RegistrationEvents | PersonEvents>
    const id = idOf(stream)
    if (type !== 'RegistrationStarted')
      return [write('DELETE FROM {registrations} WHERE id = ?', id)]
    return [
      write(
        begin,
        id,
        data.given,
        data.family,
        data.dob,
        data.phone,
        data.email,
        data.noEmail,
        data.terms,
        data.guardian,
        data.anotherThan,
        data.anotherBecause,
        likeness(data.given ?? ''),
        likeness(data.family ?? ''),
        data.ifAlike,
      ),
    ]
  },
})
