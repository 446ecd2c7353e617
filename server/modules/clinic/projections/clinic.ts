import type { Envelope } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { ClinicEvents } from '../events.ts'

const columns =
  'id, name, short_name, zone, currency, country, phone, hours, demo, admin, admin_name'

/** The clinic's settings, in one row. */
export const clinicModel = projection({
  name: 'clinic',
  version: 1,
  mode: 'inline',
  types: ['ClinicSetUp'],
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
        demo: 'integer',
        admin: 'text?',
        admin_name: 'text',
      },
      key: ['id'],
    },
  },
  apply(event) {
    const { stream, data } = event as Envelope<ClinicEvents>
    return [
      write(
        `INSERT INTO {clinic} (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        stream,
        data.name,
        data.shortName,
        data.zone,
        data.currency,
        data.country,
        data.phone,
        data.hours,
        data.demo ? 1 : 0,
        data.admin,
        data.adminName,
      ),
    ]
  },
})
