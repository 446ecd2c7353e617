import { setImmediate } from 'node:timers/promises'
import { type Row, row, rows } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { checksOf } from './all.ts'
import type { AnyCheck, NotedHead } from './check.ts'
import type { Findings } from './findings.ts'
import { openPass } from './log-pass.ts'

/** Where the log can be read: a store, or a connection that only reads. */
export type LogSource = Pick<Store, 'query'>

// A millisecond of work: whoever asks for a page meanwhile does not notice.
const pageSize = 25

const headsNoted = rows<NotedHead>(
  'SELECT position, hash, clinic_time AS "clinicTime" FROM head ORDER BY noted_at',
)

const end = row<{ position: number }>('SELECT coalesce(max(position), 0) AS position FROM events')

const page = (after: number, last: number) =>
  rows<Row>(
    'SELECT * FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?',
    after,
    last,
    pageSize,
  )

/**
 * The log as it stands when it is begun, page by page; others are served between two pages, and what they
 * add is not read, or a busy clinic's log would have no end. Throws where positions do not go on.
 */
export async function* pagesOf(source: LogSource): AsyncGenerator<readonly Row[]> {
  const to = (await source.query(end))?.position ?? 0
  let after = 0
  for (;;) {
    const found = await source.query(page(after, to))
    yield found
    const last = Number(found.at(-1)?.['position'] ?? after)
    if (found.length < pageSize) return
    // A broken index can lead back to where it came from.
    if (last <= after) throw new Error(`the positions after ${after} do not go on`)
    after = last
    await setImmediate()
  }
}

/**
 * Checks every invariant from the log alone: reads it once, in the order of positions, a few events at
 * a time, while others read and write. Never rejects because the log is broken; that is what it tells.
 */
export async function checkLog(
  source: LogSource,
  registry: Registry,
  checks: readonly AnyCheck[] = checksOf(registry),
): Promise<Findings> {
  // Read before the log: what is noted by then must be in it.
  const noted = await headsOf(source)
  const pass = openPass(registry, checks, { noted })
  try {
    for await (const page of pagesOf(source)) for (const one of page) pass.take(one)
  } catch (error) {
    pass.breakOff(error)
  }
  return pass.end()
}

/** Where the log ended whenever that was noted, oldest first. */
export async function headsOf(source: LogSource): Promise<readonly NotedHead[]> {
  try {
    return await source.query(headsNoted)
  } catch {
    // Damaged or missing: the log tells of itself when it is read.
    return []
  }
}

/** The last look through the books, as a page shows it: how many events, how many breaches, when in ms. */
export type CheckedBooks = {
  readonly events: number
  readonly breaches: number
  readonly at: number
}

/** Checks the log and says how it went. `now` gives the clinic's time in ms, asked when it is done. */
export async function checkBooks(
  source: LogSource,
  registry: Registry,
  now: () => number,
): Promise<CheckedBooks> {
  const { events, checks } = await checkLog(source, registry)
  const breaches = checks.reduce((sum, one) => sum + one.breaches, 0)
  return { events, breaches, at: now() }
}
