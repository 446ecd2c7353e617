import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { AddressUsed } from '../events.ts'

const add = `INSERT INTO {bounces} (person, message, at) VALUES (?, ?, ?)
  ON CONFLICT (person) DO UPDATE SET message = excluded.message, at = excluded.at`

type Bounced = {
  readonly person: string
  readonly bounced?: boolean
  readonly address: AddressUsed
}

/** Whose address on file mail came back from, until a link that went there is pressed. */
export const bouncesModel = projection({
  name: 'bounces',
  version: 1,
  mode: 'inline',
  types: ['MessageBounced', 'MessageRefused', 'EmailConfirmed', 'EmailChanged', 'StaffJoined'],
  tables: {
    bounces: { columns: { person: 'text', message: 'text', at: 'integer' }, key: ['person'] },
  },
  apply({ type, stream, data, at }: Envelope) {
    if (!type.startsWith('Message')) {
      return [write('DELETE FROM {bounces} WHERE person = ?', idOf(stream))]
    }
    const { person, bounced, address } = data as Bounced
    // A server may refuse a message for what it says; that is not the address's fault.
    if (address === 'given' || (type === 'MessageRefused' && !bounced)) return []
    return [write(add, person, idOf(stream), at)]
  },
})
