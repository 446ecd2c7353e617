import { type DataOf, type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { WalletEvents } from '../events.ts'
import { referenceKey } from '../references.ts'

/**
 * Which references were entered, so that one payment is not recorded twice. A second payment that was
 * said to be one stands beside the first under its own command.
 */
export const topUpReferencesModel = projection({
  name: 'top-up-references',
  version: 1,
  mode: 'guard',
  types: ['TopUpRecorded'],
  tables: {
    top_up_references: {
      columns: {
        method: 'text',
        reference: 'text',
        day: 'text',
        again: 'text',
        person: 'text',
        used_at: 'integer',
        position: 'integer',
      },
      key: ['position'],
      unique: [{ columns: ['method', 'reference', 'day', 'again'], refusal: 'reference-used' }],
    },
  },
  apply(event) {
    const { method, reference, day, second } = event.data as DataOf<WalletEvents, 'TopUpRecorded'>
    if (reference === '') return []
    const { position, command, stream, at } = event as Envelope
    return [
      write(
        `INSERT INTO {top_up_references} (method, reference, day, again, person, used_at, position)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        method,
        referenceKey(reference),
        day,
        second ? command : '',
        idOf(stream),
        at,
        position,
      ),
    ]
  },
})
