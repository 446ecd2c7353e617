import { type DomainEvent, type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { PersonEvents } from '../events.ts'

const set = `INSERT INTO {email_changes} (person, request, email) VALUES (?, ?, ?)
  ON CONFLICT (person) DO UPDATE SET request = excluded.request, email = excluded.email`
const drop = 'DELETE FROM {email_changes} WHERE person = ?'

/** The addresses that wait to be confirmed, in the clear only here. */
export const emailChangesModel = projection({
  name: 'email-changes',
  version: 1,
  mode: 'inline',
  types: ['EmailChangeRequested', 'EmailChanged', 'PersonErased'],
  tables: {
    email_changes: {
      columns: { person: 'text', request: 'text', email: 'text' },
      key: ['person'],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<PersonEvents | DomainEvent<'PersonErased'>>
    const id = idOf(stream)
    if (type !== 'EmailChangeRequested') return [write(drop, id)]
    // Erased meanwhile: nothing of it is left to keep.
    return data.email === null ? [] : [write(set, id, data.request, data.email)]
  },
})
