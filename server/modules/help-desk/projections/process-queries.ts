import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'
import { type ProcessRow, processSelect } from './case-queries.ts'

/** What a list of processes is narrowed to; what is undefined narrows nothing. */
export type ProcessesAsked = {
  readonly name: string | undefined
  readonly state: string | undefined
  /** The kind of step that it came to last: of `reserve-stock:<item>` the part before the colon. */
  readonly step: string | undefined
}

function where({ name, state, step }: ProcessesAsked) {
  const parts: readonly { readonly sql: string; readonly args: readonly Value[] }[] = [
    ...(name === undefined ? [] : [{ sql: 'name = ?', args: [name] }]),
    ...(state === undefined ? [] : [{ sql: 'state = ?', args: [state] }]),
    ...(step === undefined
      ? []
      : [
          {
            sql: '(step = ? OR substr(step, 1, ?) = ?)',
            args: [step, step.length + 1, `${step}:`],
          },
        ]),
  ]
  const sql = parts.length > 0 ? `WHERE ${parts.map((part) => part.sql).join(' AND ')}` : ''
  return { sql, args: parts.flatMap(({ args }) => args) }
}

/** A page of processes, newest first. */
export function processesPage(
  asked: ProcessesAsked,
  page: { readonly skip: number; readonly limit: number },
): Query<readonly ProcessRow[]> {
  const { sql, args } = where(asked)
  const tail = 'ORDER BY began_at DESC, id DESC LIMIT ? OFFSET ?'
  return rows(`${processSelect} ${sql} ${tail}`, ...args, page.limit, page.skip)
}

/** How many processes there are of what is asked for. */
export function processesCount(asked: ProcessesAsked): Query<number> {
  const { sql, args } = where(asked)
  const counted = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM {processes} ${sql}`,
    ...args,
  )
  return mapQuery(counted, (found) => Number(found?.count ?? 0))
}

const stepsMax = 200

/** The steps at which processes of what is asked for stand that have not ended, as they are called there. */
export function stepsStoodAt(asked: ProcessesAsked): Query<readonly string[]> {
  const { sql, args } = where({ ...asked, step: undefined })
  const both = sql === '' ? 'WHERE' : `${sql} AND`
  const found = rows<{ readonly step: string }>(
    `SELECT DISTINCT step FROM {processes} ${both} state <> 'ended' AND step IS NOT NULL AND step <> '' LIMIT ${stepsMax}`,
    ...args,
  )
  return mapQuery(found, (all) => all.map(({ step }) => step))
}
