import { mapQuery, type Query, row, type Value } from '#kernel/query.ts'
import { type CaseRow, casesWhere, needsSomebody } from './case-queries.ts'

/** What a list of cases is narrowed to. */
export type CaseFilter = 'open' | 'mine' | 'nobody' | 'stuck' | 'questions' | 'closed'

export const caseFilters: readonly CaseFilter[] = [
  'open',
  'mine',
  'nobody',
  'stuck',
  'questions',
  'closed',
]

const wheres: Readonly<Record<CaseFilter, string>> = {
  open: "c.state = 'open'",
  mine: "c.state = 'open' AND c.taken_by = ?",
  nobody: "c.state = 'open' AND c.taken_by IS NULL",
  stuck: "c.state = 'open' AND p.state = 'stuck'",
  questions: "c.state = 'open' AND c.asked = 1",
  closed: "c.state = 'closed'",
}

const argsOf = (filter: CaseFilter, viewer: string): readonly Value[] =>
  filter === 'mine' ? [viewer] : []

/** A page of cases: open ones by who needs somebody and then by age, closed ones by their end, newest first. */
export function casesPage(asked: {
  readonly filter: CaseFilter
  readonly viewer: string
  readonly skip: number
  readonly limit: number
}): Query<readonly CaseRow[]> {
  const { filter, viewer, skip, limit } = asked
  const order =
    filter === 'closed'
      ? 'c.closed_at DESC, c.number DESC'
      : `CASE WHEN ${needsSomebody} THEN 0 ELSE 1 END, c.opened_at, c.number`
  const tail = `WHERE ${wheres[filter]} ORDER BY ${order} LIMIT ? OFFSET ?`
  return casesWhere(tail, ...argsOf(filter, viewer), limit, skip)
}

/** How many cases each filter shows this viewer. */
export function caseCounts(viewer: string): Query<Readonly<Record<CaseFilter, number>>> {
  const sums = caseFilters.map(
    (filter) => `SUM(CASE WHEN ${wheres[filter]} THEN 1 ELSE 0 END) AS "${filter}"`,
  )
  const found = row<Readonly<Record<CaseFilter, number | null>>>(
    `SELECT ${sums.join()} FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream`,
    ...caseFilters.flatMap((filter) => argsOf(filter, viewer)),
  )
  return mapQuery(found, (counted) => {
    const entries = caseFilters.map((filter) => [filter, Number(counted?.[filter] ?? 0)] as const)
    return Object.fromEntries(entries) as Record<CaseFilter, number>
  })
}

/** The case of that number. */
export function caseByNumber(number: number): Query<readonly CaseRow[]> {
  return casesWhere('WHERE c.number = ?', number)
}

/** The cases that are this person's matter, the newest first: processes of theirs, and what was told of. */
export function casesOfPerson(
  person: string,
  page: { readonly skip: number; readonly limit: number },
): Query<readonly CaseRow[]> {
  return casesWhere(
    `WHERE COALESCE(c.person, p.person) = ? AND (c.about_kind = 'process' OR c.reporter IS NOT NULL)
     ORDER BY c.number DESC LIMIT ? OFFSET ?`,
    person,
    page.limit,
    page.skip,
  )
}
