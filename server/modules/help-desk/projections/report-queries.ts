import { mapQuery, type Query, row } from '#kernel/query.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/

/** An open case, as much as whoever reports the same again has to know. */
export type SameCase = { readonly id: string; readonly number: number; readonly openedAt: number }

/**
 * The open case about the thing of a page, for the same person: reported before, or opened since the thing's
 * own process is stuck. Of pages that are about no single thing, nobody can tell whether it is the same.
 */
export function openCaseAboutPage(asked: {
  readonly about: string
  readonly patient: string | null
}): Query<SameCase | undefined> {
  const [id = ''] = uuid.exec(asked.about) ?? []
  const found = row<SameCase>(
    `SELECT c.id, c.number, c.opened_at AS "openedAt"
     FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream
     WHERE c.state = 'open' AND ? <> '' AND (c.id = ? OR p.id = ? OR c.href = ?)
       AND COALESCE(c.person, p.person) IS ? ORDER BY c.number LIMIT 1`,
    id,
    id,
    id,
    asked.about,
    asked.patient,
  )
  return mapQuery(found, (one) => one && { ...one, openedAt: Number(one.openedAt) })
}
