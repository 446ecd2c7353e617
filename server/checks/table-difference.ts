import { createHash, type Hash } from 'node:crypto'
import type { Table } from '#kernel/projection.ts'
import type { Row, Value } from '#kernel/query.ts'
import type { Connection } from '#store/sqlite/connection.ts'

/** Two tables that should be the same, in words. Names no values: a row may hold a person's name. */
export type Difference = { readonly expected: string; readonly found: string }

type Side = { rows: number; readonly checksum: Hash }

function textOf(value: Value | undefined): string {
  return JSON.stringify(value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)
}

function add(side: Side, row: Row | undefined): void {
  if (!row) return
  side.rows += 1
  side.checksum.update(`${Object.values(row).map(textOf).join('\u001f')}\u001e`)
}

function sideWords({ rows, checksum }: Side): string {
  const digits = checksum.digest('hex').slice(0, 16)
  return `${rows} ${rows === 1 ? 'row' : 'rows'} with the checksum ${digits}…`
}

function where(table: Table, live: Row | undefined, rebuilt: Row | undefined): string {
  const row = rebuilt ?? live
  const key = table.key.map((column) => `${column} ${textOf(row?.[column])}`).join(', ')
  if (!live || !rebuilt) return `one row more or less at ${key}`
  const columns = Object.keys(table.columns).filter(
    (one) => textOf(live[one]) !== textOf(rebuilt[one]),
  )
  return `${columns.join(', ')} at ${key}`
}

function isSameRow(table: Table, one: Row | undefined, other: Row | undefined): boolean {
  const columns = Object.keys(table.columns)
  return (
    !!one && !!other && columns.every((column) => textOf(one[column]) === textOf(other[column]))
  )
}

/** The rows of two queries side by side; a shorter one has nothing in its place. */
function* sideBySide(
  lives: IterableIterator<Row>,
  rebuilts: IterableIterator<Row>,
): Generator<readonly [Row | undefined, Row | undefined]> {
  const next = (side: IterableIterator<Row>) => {
    const { done, value } = side.next()
    return done ? undefined : value
  }
  try {
    for (;;) {
      const pair = [next(lives), next(rebuilts)] as const
      if (!pair[0] && !pair[1]) return
      yield pair
    }
  } finally {
    // A query that is left open keeps its connection from being closed.
    lives.return?.()
    rebuilts.return?.()
  }
}

/**
 * How a live table differs from the rebuilt one: the number of rows and the checksum of each, and the first
 * row that is not the same. Nothing where they agree.
 */
export function firstDifference(
  live: Connection,
  rebuilt: Connection,
  name: string,
  table: Table,
): Difference | undefined {
  const columns = Object.keys(table.columns).join(', ')
  const sql = `SELECT ${columns} FROM ${name} ORDER BY ${table.key.join(', ')}`
  const rowsOf = (db: Connection) => db.prepare<[], Row>(sql).iterate()
  const found: Side = { rows: 0, checksum: createHash('sha256') }
  const expected: Side = { rows: 0, checksum: createHash('sha256') }
  let first: string | undefined
  for (const [one, other] of sideBySide(rowsOf(live), rowsOf(rebuilt))) {
    add(found, one)
    add(expected, other)
    if (!isSameRow(table, one, other)) first ??= where(table, one, other)
  }
  if (first === undefined) return undefined
  return {
    expected: `${name} with ${sideWords(expected)}`,
    found: `${sideWords(found)}; first: ${first}`,
  }
}
