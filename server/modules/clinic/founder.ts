import { mapQuery, type Query, row } from '#kernel/query.ts'

/** How the first admin was announced when the clinic was set up; both empty for anybody else. */
export type Founder = { readonly name: string; readonly email: string }

/** The first admin's name and address, while only the clinic's set-up tells them. */
export function founderOf(id: string): Query<Founder> {
  const found = row<Founder>(
    'SELECT admin_name AS name, admin_email AS email FROM {clinic} WHERE admin = ?',
    id,
  )
  return mapQuery(found, (clinic) => clinic ?? { name: '', email: '' })
}
