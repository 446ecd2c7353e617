import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { PersonEvents } from '../events.ts'

const ask = `INSERT INTO {email_confirmations} (person, confirmed, request, until) VALUES (?, 0, ?, ?)
  ON CONFLICT (person) DO UPDATE SET request = excluded.request, until = excluded.until`
const confirm = `INSERT INTO {email_confirmations} (person, confirmed, request, until) VALUES (?, 1, ?, NULL)
  ON CONFLICT (person) DO UPDATE SET confirmed = 1, request = excluded.request, until = NULL`
const withdraw = 'UPDATE {email_confirmations} SET request = NULL, until = NULL WHERE person = ?'

/** Whose e-mail address is proven, and which request to prove it is open. Nothing in it is personal. */
export const emailConfirmationsModel = projection({
  name: 'email-confirmations',
  version: 1,
  mode: 'inline',
  types: [
    'EmailConfirmationRequested',
    'EmailConfirmationWithdrawn',
    'EmailConfirmed',
    'EmailChanged',
  ],
  tables: {
    email_confirmations: {
      columns: { person: 'text', confirmed: 'integer', request: 'text?', until: 'integer?' },
      key: ['person'],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<PersonEvents>
    const id = idOf(stream)
    switch (type) {
      case 'EmailConfirmationRequested':
        return [write(ask, id, data.request, data.until)]
      case 'EmailConfirmationWithdrawn':
        return [write(withdraw, id)]
      // A new address counts once the link that was sent to it was pressed.
      case 'EmailConfirmed':
      case 'EmailChanged':
        return [write(confirm, id, data.request)]
      default:
        return []
    }
  },
})
