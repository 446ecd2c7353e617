import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'

/** A case as lists show it. Times in ms. */
export type CaseRow = {
  readonly id: string
  readonly number: number
  readonly aboutKind: 'process' | 'command'
  readonly aboutStream: string
  /** The process's name, or `command`. */
  readonly process: string
  readonly step: string
  readonly error: string
  readonly tries: number
  readonly openedAt: number
  /** The process's title, how it stands now, and whose it is; null for a command. */
  readonly title: string | null
  readonly processState: 'running' | 'compensating' | 'stuck' | 'ended' | null
  readonly person: string | null
}

const select = `SELECT c.id, c.number, c.about_kind AS "aboutKind", c.about_stream AS "aboutStream",
  c.process, c.step, c.error, c.tries, c.opened_at AS "openedAt",
  p.title, p.state AS "processState", p.person
  FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream`

function cases(tail: string, ...args: Value[]): Query<readonly CaseRow[]> {
  return rows<CaseRow>(`${select} ${tail}`, ...args)
}

const needsSomebody = "COALESCE(p.state, 'stuck') <> 'ended'"

/** A page of the open cases: those that need somebody, oldest first, then those that ended by themselves. */
export function openCases(
  page: { readonly skip: number; readonly limit: number } = { skip: 0, limit: 50 },
): Query<readonly CaseRow[]> {
  const order = `CASE WHEN ${needsSomebody} THEN 0 ELSE 1 END, c.opened_at, c.number`
  return cases(`WHERE c.state = 'open' ORDER BY ${order} LIMIT ? OFFSET ?`, page.limit, page.skip)
}

/** The open cases about these processes, by their streams. */
export function openCasesAbout(streams: readonly string[]): Query<readonly CaseRow[]> {
  const marks = streams.map(() => '?').join()
  return cases(`WHERE c.state = 'open' AND c.about_stream IN (${marks})`, ...streams)
}

/** How many cases are open, whether or not they ended by themselves meanwhile. */
export function openCasesCount(): Query<number> {
  const counted = row<{ readonly count: number }>(
    "SELECT COUNT(*) AS count FROM {cases} WHERE state = 'open'",
  )
  return mapQuery(counted, (found) => Number(found?.count ?? 0))
}

/** How many open cases are about something that has not ended by itself since. */
export function waitingCasesCount(): Query<number> {
  const counted = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream
      WHERE c.state = 'open' AND ${needsSomebody}`,
  )
  return mapQuery(counted, (found) => Number(found?.count ?? 0))
}

/** One case by its id. */
export function caseById(id: string): Query<CaseRow | undefined> {
  return row<CaseRow>(`${select} WHERE c.id = ?`, id)
}

/** The case of a process or command, by that one's id. */
export function caseOfProcess(
  processId: string,
): Query<{ readonly id: string; readonly number: number } | undefined> {
  return row('SELECT id, number FROM {cases} WHERE id = ?', processId)
}

/** A process as the kernel's read model knows it. Times in ms. */
export type ProcessRow = {
  readonly id: string
  readonly stream: string
  readonly name: string
  readonly title: string
  readonly state: 'running' | 'compensating' | 'stuck' | 'ended'
  readonly endedAs: string | null
  readonly step: string | null
  readonly error: string | null
  readonly person: string | null
  readonly actor: string
  readonly command: string
  readonly beganAt: number
  readonly changedAt: number
}

const processSelect = `SELECT id, stream, name, title, state, ended_as AS "endedAs", step, error, person, actor,
  command, began_at AS "beganAt", changed_at AS "changedAt" FROM {processes}`

/** Up to `limit` processes of one state or any, begun before a time, newest first. */
export function processesPage(asked: {
  readonly state: string | undefined
  readonly before: number
  readonly limit: number
}): Query<readonly ProcessRow[]> {
  const { state, before, limit } = asked
  const tail = 'ORDER BY began_at DESC, id DESC LIMIT ?'
  return state
    ? rows(`${processSelect} WHERE began_at < ? AND state = ? ${tail}`, before, state, limit)
    : rows(`${processSelect} WHERE began_at < ? ${tail}`, before, limit)
}

/** How many processes stand in each state. */
export function processesByState(): Query<Readonly<Record<string, number>>> {
  const counted = rows<{ readonly state: string; readonly count: number }>(
    'SELECT state, COUNT(*) AS count FROM {processes} GROUP BY state',
  )
  return mapQuery(counted, (found) =>
    Object.fromEntries(found.map(({ state, count }) => [state, Number(count)])),
  )
}

/** The processes under an id, oldest first: an order and the case opened about it share theirs. */
export function processesWithId(id: string): Query<readonly ProcessRow[]> {
  return rows(`${processSelect} WHERE id = ? ORDER BY began_at`, id)
}
