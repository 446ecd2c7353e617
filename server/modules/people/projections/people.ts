import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { fullName, likeness } from '#values/name.ts'
import type { PersonEvents } from '../events.ts'

const columns =
  'id, given, family, name, dob, phone, email, guardian, another_than, given_like, family_like'

/** Who is registered. What is personal is empty once erased. */
export const peopleModel = projection({
  name: 'people',
  version: 1,
  mode: 'inline',
  types: ['PersonRegistered'],
  tables: {
    people: {
      columns: {
        id: 'text',
        given: 'text?',
        family: 'text?',
        name: 'text?',
        dob: 'text?',
        phone: 'text?',
        email: 'text?',
        guardian: 'text?',
        another_than: 'text?',
        given_like: 'text',
        family_like: 'text',
      },
      key: ['id'],
      indexes: [['family_like', 'given_like', 'id'], ['dob']],
    },
  },
  apply(event) {
    const { stream, data } = event as Envelope<PersonEvents>
    return [
      write(
        `INSERT INTO {people} (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        idOf(stream),
        data.given,
        data.family,
        fullName(data.given, data.family),
        data.dob,
        data.phone,
        data.email,
        data.guardian,
        data.anotherThan,
        likeness(data.given ?? ''),
        likeness(data.family ?? ''),
      ),
    ]
  },
})
