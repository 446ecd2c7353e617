import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'

/** A case as lists show it. Times in ms. */
export type CaseRow = {
  readonly id: string
  readonly number: number
  readonly aboutKind: 'process' | 'command' | 'thing'
  /** The stream of the process or command; null where it is about a page, at `href`. */
  readonly aboutStream: string | null
  readonly href: string | null
  /** The process's name, or `command`; of a thing what went wrong with it, empty where a person told. */
  readonly process: string
  readonly step: string
  readonly error: string
  readonly tries: number
  readonly state: 'open' | 'closed'
  readonly openedAt: number
  readonly changedAt: number
  readonly closedAt: number | null
  /** Who told of it, what the page is called, and how what they told begins; empty once erased. */
  readonly reporter: string | null
  readonly reported: string
  readonly told: string
  readonly takenBy: string | null
  readonly takenAt: number | null
  /** Whether somebody waits for an answer. */
  readonly isAsked: boolean
  /** The process's title and how it stands now; null where it is about none. */
  readonly title: string | null
  readonly processState: 'running' | 'compensating' | 'stuck' | 'ended' | null
  /** Whose matter it is; null where it is nobody's. */
  readonly person: string | null
}

type StoredRow = Omit<CaseRow, 'isAsked'> & { readonly asked: number }

const select = `SELECT c.id, c.number, c.about_kind AS "aboutKind", c.about_stream AS "aboutStream", c.href,
  c.process, c.step, c.error, c.tries, c.state, c.opened_at AS "openedAt", c.changed_at AS "changedAt",
  c.closed_at AS "closedAt", c.reporter, c.title AS reported, c.told, c.taken_by AS "takenBy",
  c.taken_at AS "takenAt", c.asked, p.title, p.state AS "processState", COALESCE(c.person, p.person) AS person
  FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream`

/** Cases with their processes, by the end of a statement: which, in what order, how many. */
export function casesWhere(tail: string, ...args: Value[]): Query<readonly CaseRow[]> {
  return mapQuery(rows<StoredRow>(`${select} ${tail}`, ...args), (found) =>
    found.map(({ asked, ...one }) => ({ ...one, isAsked: asked === 1 })),
  )
}

/** Of an open case: somebody has to do something about it, as its process does not go on by itself. */
export const needsSomebody = "(COALESCE(p.state, 'stuck') = 'stuck' OR c.asked = 1)"

/** A page of the open cases: those that need somebody, oldest first, then those that go on by themselves. */
export function openCases(
  page: { readonly skip: number; readonly limit: number } = { skip: 0, limit: 50 },
): Query<readonly CaseRow[]> {
  const order = `CASE WHEN ${needsSomebody} THEN 0 ELSE 1 END, c.opened_at, c.number`
  const tail = `WHERE c.state = 'open' ORDER BY ${order} LIMIT ? OFFSET ?`
  return casesWhere(tail, page.limit, page.skip)
}

/** The open cases about these processes, by their streams. */
export function openCasesAbout(streams: readonly string[]): Query<readonly CaseRow[]> {
  const marks = streams.map(() => '?').join()
  return casesWhere(`WHERE c.state = 'open' AND c.about_stream IN (${marks})`, ...streams)
}

const waitsFor = `c.state = 'open' AND ${needsSomebody} AND (c.taken_by IS NULL OR c.taken_by = ?)`

/** The open cases that wait for this person or for anybody, oldest first. */
export function waitingCasesFor(viewer: string, limit: number): Query<readonly CaseRow[]> {
  return casesWhere(`WHERE ${waitsFor} ORDER BY c.opened_at, c.number LIMIT ?`, viewer, limit)
}

/** How many open cases need somebody: of all, or of those that wait for this person or for anybody. */
export function waitingCasesCount(viewer?: string): Query<number> {
  const where = viewer === undefined ? `c.state = 'open' AND ${needsSomebody}` : waitsFor
  const counted = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM {cases} c LEFT JOIN {processes} p ON p.stream = c.about_stream WHERE ${where}`,
    ...(viewer === undefined ? [] : [viewer]),
  )
  return mapQuery(counted, (found) => Number(found?.count ?? 0))
}

/** One case by its id. */
export function caseById(id: string): Query<CaseRow | undefined> {
  return mapQuery(casesWhere('WHERE c.id = ?', id), ([one]) => one)
}

/** A case as something else leads to it. */
export type CaseLink = {
  readonly id: string
  readonly number: number
  readonly state: 'open' | 'closed'
}

/** The case about a process or a command, by its stream. */
export function caseAbout(stream: string): Query<CaseLink | undefined> {
  return row('SELECT id, number, state FROM {cases} WHERE about_stream = ?', stream)
}

/** The cases about all processes that go under an id, and about the command of that id: open ones first. */
export function casesUnder(id: string): Query<readonly CaseLink[]> {
  return rows(
    `SELECT id, number, state FROM {cases}
     WHERE about_stream IN (SELECT stream FROM {processes} WHERE id = ? UNION SELECT 'command-' || ?)
     ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, number`,
    id,
    id,
  )
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

/** The columns of a process, as `ProcessRow` names them. */
export const processSelect = `SELECT id, stream, name, title, state, ended_as AS "endedAs", step, error, person, actor,
  command, began_at AS "beganAt", changed_at AS "changedAt" FROM {processes}`

/** How many processes stand in each state. */
export function processesByState(): Query<Readonly<Record<string, number>>> {
  const counted = rows<{ readonly state: string; readonly count: number }>(
    'SELECT state, COUNT(*) AS count FROM {processes} GROUP BY state',
  )
  return mapQuery(counted, (found) =>
    Object.fromEntries(found.map(({ state, count }) => [state, Number(count)])),
  )
}

/** The process of a stream. */
export function processOfStream(stream: string): Query<ProcessRow | undefined> {
  return row(`${processSelect} WHERE stream = ?`, stream)
}

/** The process that a case is about, by the case's id. */
export function processOfCaseNow(id: string): Query<ProcessRow | undefined> {
  return row(`${processSelect} WHERE stream = (SELECT about_stream FROM {cases} WHERE id = ?)`, id)
}

/** The processes under an id, oldest first: an order and its mails share theirs. */
export function processesWithId(id: string): Query<readonly ProcessRow[]> {
  return rows(`${processSelect} WHERE id = ? ORDER BY began_at`, id)
}
