import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import type { PersonEvents } from '../events.ts'

const set = `INSERT INTO {contact_preferences} (person, reminders, orders, news, before) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (person) DO UPDATE SET reminders = excluded.reminders, orders = excluded.orders, news = excluded.news,
    before = excluded.before`

/** How people want to be reached, where they said so. */
export const contactPreferencesModel = projection({
  name: 'contact-preferences',
  version: 1,
  mode: 'inline',
  types: ['ContactPreferencesSet'],
  tables: {
    contact_preferences: {
      columns: {
        person: 'text',
        reminders: 'text',
        orders: 'text',
        news: 'text',
        before: 'integer',
      },
      key: ['person'],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<PersonEvents>
    if (type !== 'ContactPreferencesSet') return []
    return [write(set, idOf(stream), data.reminders, data.orders, data.news, data.before)]
  },
})
