import type { Row } from '#kernel/query.ts'
import { checksOf } from './all.ts'
import type { NotedHead } from './check.ts'
import { openPass } from './log-pass.ts'
import { registry } from './tried-clinic.ts'

/** Ways to break a log on purpose, for tests: each answers new rows and leaves the given ones. */

/** The first event of a type that fits, or a fault of the test. */
export function find(rows: readonly Row[], type: string, fits?: (row: Row) => boolean): Row {
  const found = rows.find((row) => row['type'] === type && (!fits || fits(row)))
  if (!found) throw new Error(`No ${type} happened`)
  return found
}

export function changed(rows: readonly Row[], which: Row, change: Row): readonly Row[] {
  return rows.map((row) => (row === which ? { ...row, ...change } : row))
}

/** The data of an event with some of it changed. */
export function withData(rows: readonly Row[], which: Row, change: object): readonly Row[] {
  const data = JSON.stringify({ ...dataOf(which), ...change })
  return changed(rows, which, { data })
}

export function dataOf(row: Row): Record<string, unknown> {
  return JSON.parse(String(row['data'])) as Record<string, unknown>
}

export function without(rows: readonly Row[], ...gone: readonly Row[]): readonly Row[] {
  return rows.filter((row) => !gone.includes(row))
}

/** The event once more, at the end of the log. */
export function again(rows: readonly Row[], which: Row): readonly Row[] {
  const last = rows.at(-1)
  const versions = rows.filter(({ stream }) => stream === which['stream']).length
  const position = Number(last?.['position']) + 1
  return [...rows, { ...which, position, version: versions + 1, at: last?.['at'] ?? 0 }]
}

/** The end of the log as it was noted at a row, or at a later time. */
export function noted(row: Row, clinicTime = Number(row['at'])): NotedHead {
  return { position: Number(row['position']), hash: row['hash'] as Uint8Array, clinicTime }
}

/** The end of the log noted each minute for an hour: the program was at work all that time. */
export function atWork(row: Row, from = Number(row['at'])): readonly NotedHead[] {
  return Array.from({ length: 60 }, (_, minute) => noted(row, from + minute * 60_000))
}

/** Where the checks find something: by id the places, as position and stream. */
export function brokenAt(rows: readonly Row[], heads: readonly NotedHead[] = []) {
  const pass = openPass(registry, checksOf(registry), { noted: heads })
  for (const row of rows) pass.take(row)
  const { breaches, checks } = pass.end()
  return {
    all: breaches,
    of: (id: string) =>
      breaches.filter((one) => one.id === id).map(({ position, stream }) => [position, stream]),
    tally: (id: string) => checks.find((one) => one.id === id)?.breaches,
  }
}
