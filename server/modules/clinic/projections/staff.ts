import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { likeness } from '#values/name.ts'
import type { StaffEvents } from '../events.ts'

/** Roles as one text that can be searched: ` manager admin `. */
const rolesIn = (roles: readonly string[]): string => ` ${roles.join(' ')} `

const put = `INSERT INTO {staff} (id, name, email, email_like, roles, role_title, seat, status, joined_at, invited_until)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email,
    email_like = excluded.email_like, roles = excluded.roles, role_title = excluded.role_title,
    seat = excluded.seat, status = excluded.status, joined_at = excluded.joined_at,
    invited_until = excluded.invited_until`

/** Who works here or is asked to, and as what. Names and addresses are empty once their person was erased. */
export const staffModel = projection({
  name: 'staff',
  version: 2,
  mode: 'inline',
  types: ['StaffInvited', 'StaffJoined', 'RolesChanged', 'StaffSuspended', 'StaffRestored'],
  tables: {
    staff: {
      columns: {
        id: 'text',
        name: 'text?',
        email: 'text?',
        email_like: 'text?',
        roles: 'text',
        role_title: 'text',
        seat: 'text',
        status: 'text',
        joined_at: 'integer',
        invited_until: 'integer?',
      },
      key: ['id'],
      indexes: [['email_like']],
    },
  },
  apply(event) {
    const { type, stream, data, at } = event as Envelope<StaffEvents>
    const id = idOf(stream)
    switch (type) {
      case 'StaffInvited':
      case 'StaffJoined': {
        const isInvited = type === 'StaffInvited'
        const { name, email, roles, roleTitle } = data
        return [
          write(
            put,
            id,
            name,
            email,
            email ? likeness(email) : email,
            rolesIn(roles),
            roleTitle,
            isInvited ? '' : data.seat,
            isInvited ? 'invited' : 'active',
            at,
            isInvited ? data.until : null,
          ),
        ]
      }
      case 'RolesChanged':
        return [
          write(
            'UPDATE {staff} SET roles = ?, role_title = ? WHERE id = ?',
            rolesIn(data.roles),
            data.roleTitle,
            id,
          ),
        ]
      case 'StaffSuspended':
        return [write(`UPDATE {staff} SET status = 'suspended' WHERE id = ?`, id)]
      case 'StaffRestored':
        return [write(`UPDATE {staff} SET status = 'active' WHERE id = ?`, id)]
    }
  },
})
