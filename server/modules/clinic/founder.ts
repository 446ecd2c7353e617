import { mapQuery, type Query, row } from '#kernel/query.ts'

/** The name under which the first admin was announced when the clinic was set up; empty for anybody else. */
export function founderName(id: string): Query<string> {
  const found = row<{ readonly name: string }>(
    'SELECT admin_name AS name FROM {clinic} WHERE admin = ?',
    id,
  )
  return mapQuery(found, (clinic) => clinic?.name ?? '')
}
