import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { searchable } from '#values/search-words.ts'

/** The records, other than this one, whose e-mail address it is, whatever its case. */
export function emailUsers(
  email: string,
  other: string,
): Query<readonly { readonly id: string }[]> {
  return rows<{ readonly id: string }>(
    `SELECT person AS id FROM {people_words} WHERE word = ? AND part = 'email' AND person <> ? ORDER BY person LIMIT 20`,
    searchable(email),
    other,
  )
}

/** The address that a person asked to use and has not confirmed yet. */
export function wantedEmail(person: string): Query<string | undefined> {
  const found = row<{ readonly email: string }>(
    'SELECT email FROM {email_changes} WHERE person = ?',
    person,
  )
  return mapQuery(found, (wanted) => wanted?.email)
}
