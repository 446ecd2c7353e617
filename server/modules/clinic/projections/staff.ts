import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { StaffEvents } from '../events.ts'

/** Who works here, and as what. A name is empty once its person was erased. */
export const staffModel = projection({
  name: 'staff',
  version: 1,
  mode: 'inline',
  types: ['StaffJoined'],
  tables: {
    staff: {
      columns: {
        id: 'text',
        name: 'text?',
        role: 'text',
        role_title: 'text',
        seat: 'text',
        joined_at: 'integer',
      },
      key: ['id'],
      indexes: [['role']],
    },
  },
  apply(event) {
    const { stream, data, at } = event as Envelope<StaffEvents>
    return [
      write(
        'INSERT INTO {staff} (id, name, role, role_title, seat, joined_at) VALUES (?, ?, ?, ?, ?, ?)',
        idOf(stream),
        data.name,
        data.role,
        data.roleTitle,
        data.seat,
        at,
      ),
    ]
  },
})
