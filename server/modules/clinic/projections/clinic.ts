import type { Envelope } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { ClinicEvents } from '../events.ts'

const columns =
  'id, name, short_name, zone, currency, country, phone, hours, closed_days, sender, demo, admin, admin_name, admin_email'

const change = `UPDATE {clinic} SET name = ?, short_name = ?, phone = ?, hours = ?, closed_days = ?, sender = ?
  WHERE id = ?`

/** The clinic's settings, in one row. */
export const clinicModel = projection({
  name: 'clinic',
  version: 2,
  mode: 'inline',
  types: ['ClinicSetUp', 'ClinicChanged'],
  tables: {
    clinic: {
      columns: {
        id: 'text',
        name: 'text',
        short_name: 'text',
        zone: 'text',
        currency: 'text',
        country: 'text',
        phone: 'text',
        hours: 'text',
        closed_days: 'text',
        sender: 'text',
        demo: 'integer',
        admin: 'text?',
        admin_name: 'text',
        admin_email: 'text',
      },
      key: ['id'],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<ClinicEvents>
    if (type === 'ClinicChanged') {
      const { name, shortName, phone, hours, closedDays, sender } = data
      return [write(change, name, shortName, phone, hours, closedDays.join(' '), sender, stream)]
    }
    return [
      write(
        `INSERT INTO {clinic} (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        stream,
        data.name,
        data.shortName,
        data.zone,
        data.currency,
        data.country,
        data.phone,
        data.hours,
        data.closedDays.join(' '),
        data.sender,
        data.demo ? 1 : 0,
        data.admin,
        data.adminName,
        data.adminEmail,
      ),
    ]
  },
})
