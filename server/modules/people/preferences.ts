import { mapQuery, type Query, row } from '#kernel/query.ts'
import type { ContactChannel } from './events.ts'

/** What people may choose for. What is about their record itself is always written to them. */
export type ContactKind = 'reminders' | 'orders' | 'news'

/** How somebody wants to be reached; `before` is how long before a visit to remind, in hours. */
export type ContactPreferences = Readonly<Record<ContactKind, ContactChannel>> & {
  readonly before: number
}

/** How everybody is reached who has not said otherwise. News go only to those who ask for them. */
export const usualPreferences: ContactPreferences = {
  reminders: 'email',
  orders: 'email',
  news: 'none',
  before: 24,
}

/** How this person wants to be reached. */
export function preferencesOf(person: string): Query<ContactPreferences> {
  const found = row<ContactPreferences>(
    'SELECT reminders, orders, news, before FROM {contact_preferences} WHERE person = ?',
    person,
  )
  return mapQuery(found, (chosen) =>
    chosen ? { ...usualPreferences, ...chosen } : usualPreferences,
  )
}
