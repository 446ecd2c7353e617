import type { DocumentKind } from '#kernel/document.ts'
import { mapQuery, type Query, row } from '#kernel/query.ts'
import { searchable } from '#values/search-words.ts'
import type { ContactDetails } from '../contact-events.ts'

// Why this is not event sourced, when all else here is. For a wallet or an order the log is the authority:
// what stands in it happened here, and the present follows from it. For an address the outside world is:
// somebody moved, and we were told. Yesterday's address explains nothing about today's; to replay it could
// only bring back what is no longer so, and to keep it would hold about people what nobody needs. So it is a
// document: what is on file now, edited in place under the version that its editor saw (If-Match), sealed
// under the person's key; what stood before is gone. It still comes in as a command, decided by the same
// rules, and is read from a table of its own: commands and queries are apart without a log between them.
// What the log gets is a notice, who changed which part and when, for those who need to know. Nothing
// rebuilds the document: it is stored, synced before anybody is told, backed up and restored as it is.

/** A person's contact details: the present ones alone, and the table they are read and searched in. */
export const contactDocument: DocumentKind<ContactDetails> = {
  category: 'contact',
  version: 1,
  tableName: 'contact_details',
  columns: {
    phone: 'text',
    other_phone: 'text',
    street: 'text',
    town: 'text',
    postcode: 'text',
    country: 'text',
    postcode_like: 'text',
  },
  indexes: [['phone'], ['other_phone'], ['postcode_like']],
  row: ({ phone, otherPhone, street, town, postcode, country }) => ({
    phone,
    other_phone: otherPhone,
    street,
    town,
    postcode,
    country,
    postcode_like: searchable(postcode).replaceAll(/\s/g, ''),
  }),
}

/** The contact details on file, and which version of them; `changedAt` in ms, null where nobody did. */
export type ContactOnFile = ContactDetails & {
  readonly version: number
  readonly changedAt: number | null
  readonly changedBy: string | null
}

type Row = {
  readonly phone: string | null
  readonly other_phone: string | null
  readonly street: string | null
  readonly town: string | null
  readonly postcode: string | null
  readonly country: string | null
  readonly version: number | null
  readonly changed_at: number | null
  readonly changed_by: string | null
}

// Until somebody edits the document, it is the telephone number that was typed at registration.
const select = `SELECT COALESCE(c.phone, p.phone) AS phone, c.other_phone, c.street, c.town, c.postcode, c.country,
    c.version, c.changed_at, c.changed_by
  FROM {people} p LEFT JOIN {contact_details} c ON c.person = p.id WHERE p.id = ?`

/** A person's contact details as they are on file now. */
export function contactOf(person: string): Query<ContactOnFile | undefined> {
  return mapQuery(
    row<Row>(select, person),
    (found) =>
      found && {
        phone: found.phone ?? '',
        otherPhone: found.other_phone ?? '',
        street: found.street ?? '',
        town: found.town ?? '',
        postcode: found.postcode ?? '',
        country: found.country ?? '',
        version: found.version ?? 0,
        changedAt: found.changed_at,
        changedBy: found.changed_by,
      },
  )
}
