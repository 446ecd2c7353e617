import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { PersonEvents } from '../events.ts'

const apart = 'INSERT INTO {told_apart} (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING'
const forget = 'DELETE FROM {told_apart} WHERE one = ? OR other = ?'

/** Records that look alike and are two people's. */
export const toldApartModel = projection({
  name: 'told-apart',
  version: 1,
  mode: 'inline',
  types: ['LookalikeToldApart', 'PersonErased'],
  tables: {
    told_apart: {
      columns: { one: 'text', other: 'text' },
      key: ['one', 'other'],
      indexes: [['other']],
    },
  },
  apply(envelope) {
    const event = envelope as Envelope & PersonEvents
    const id = idOf(event.stream)
    if (event.type === 'LookalikeToldApart') return [write(apart, id, event.data.other)]
    return event.type === 'PersonErased' ? [write(forget, id, id)] : []
  },
})
