import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'

/** How many are tried at most in one go. */
export const triedMax = 100

// What stands behind the colon is which one it is: an item, or a round.
const kindOf = (step: string) =>
  `CASE WHEN ${step} LIKE 'undo:%'
    THEN 'undo:' || substr(substr(${step}, 6), 1, instr(substr(${step}, 6) || ':', ':') - 1)
    ELSE substr(${step}, 1, instr(${step} || ':', ':') - 1) END`

const stuck = `FROM {processes} p JOIN {cases} c ON c.about_stream = p.stream AND c.state = 'open'
  WHERE p.state = 'stuck'`

/** Processes that are stuck in the same way. `which` is the id of one of their cases. */
export type StuckGroup = {
  readonly which: string
  readonly name: string
  readonly title: string
  readonly step: string
  readonly error: string
  readonly count: number
  /** Since when the first of them has been stuck, in ms. */
  readonly since: number
}

/** What is stuck in the same way, most first; of one process alone where its name is given. */
export function stuckGroups(name: string | undefined): Query<readonly StuckGroup[]> {
  const only = name ? 'AND p.name = ?' : ''
  return rows<StuckGroup>(
    `SELECT MIN(c.id) AS which, p.name, MIN(p.title) AS title, ${kindOf('p.step')} AS step, p.error,
       COUNT(*) AS count, MIN(p.changed_at) AS since ${stuck} ${only}
     GROUP BY p.name, ${kindOf('p.step')}, p.error ORDER BY COUNT(*) DESC, MIN(p.changed_at) LIMIT 200`,
    ...(name ? [name] : []),
  )
}

/** One that is stuck like others, for whoever tries them again. */
export type StuckOne = {
  readonly case: string
  readonly number: number
  readonly stream: string
  readonly title: string
  readonly step: string
  readonly kind: string
  readonly error: string
  readonly person: string | null
}

/** All that are stuck in the same way as the process of a case, the oldest first. */
export function stuckLike(which: string): Query<readonly StuckOne[]> {
  return rows<StuckOne>(
    `SELECT c.id AS "case", c.number, p.stream, p.title, p.step, ${kindOf('p.step')} AS kind, p.error, p.person
     ${stuck} AND EXISTS (SELECT 1 FROM {processes} a JOIN {cases} b ON b.about_stream = a.stream
       WHERE b.id = ? AND a.name = p.name AND ${kindOf('a.step')} = ${kindOf('p.step')} AND a.error = p.error)
     ORDER BY p.changed_at, c.number LIMIT ?`,
    which,
    triedMax,
  )
}

type StuckChoice = Pick<StuckGroup, 'which' | 'title' | 'step' | 'error' | 'count'>

/** The groups as choices of a list, and what was chosen even where it is stuck no longer. */
export function stuckOptions(chosen: string): Query<readonly Option[]> {
  const { sql, args } = stuckGroups(undefined)
  const found = rows<StuckChoice>(
    `SELECT which, title, step, error, count FROM (${sql}) UNION ALL
     SELECT c.id, p.title, ${kindOf('c.step')}, c.error, 0 FROM {cases} c
       JOIN {processes} p ON p.stream = c.about_stream WHERE c.id = ?`,
    ...args,
    chosen,
  )
  return mapQuery(found, (groups) => {
    const known = new Map(groups.toReversed().map((one) => [one.which, one]))
    return [...known.values()].toReversed().map(({ which, title, step, error, count }) => ({
      value: which,
      text: `${title}, ${step.replaceAll('-', ' ').replace(':', ' ')}${count > 0 ? ` (${count})` : ''}`,
      hint: error,
    }))
  })
}
