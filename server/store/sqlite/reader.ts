import type { Envelope } from '#kernel/event.ts'
import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { LogQuery } from '#kernel/store.ts'
import { type StoredEvent, toEnvelope } from '#worker/stored.ts'
import type { Vault } from '#worker/vault.ts'
import { type Connection, statements, tableNames } from './connection.ts'
import type { RowsKept } from './rows-kept.ts'

export type Reader = {
  ask<Answer>(query: Query<Answer>): Answer
  stream(id: string, after: number): readonly Envelope[]
  log(query: LogQuery): readonly Envelope[]
  personOf(stream: string): string | null | undefined
  head(): number
  positionAt(time: number): number
  checkpoint(projection: string): { readonly position: number; readonly status: string } | undefined
}

function logQuery({
  after,
  limit,
  category,
  correlation,
}: LogQuery): Query<readonly StoredEvent[]> {
  const wheres = [
    'position > ?',
    ...(category ? ['category = ?'] : []),
    ...(correlation ? ['correlation = ?'] : []),
  ]
  const args = [
    after,
    ...(category ? [category] : []),
    ...(correlation ? [correlation] : []),
    limit,
  ]
  return rows<StoredEvent>(
    `SELECT * FROM events WHERE ${wheres.join(' AND ')} ORDER BY position LIMIT ?`,
    ...args,
  )
}

const headQuery = row<{ head: number }>('SELECT coalesce(max(position), 0) AS head FROM events')

/** Reads committed data through a connection of its own, and what was kept of it where that is still so. */
export function openReading(
  db: Connection,
  registry: Registry,
  vault: Vault,
  kept?: RowsKept,
): Reader {
  const { all } = statements(db, tableNames(registry))
  const ask = <Answer>(query: Query<Answer>): Answer => {
    const read = () => all(query.sql, query.args)
    return query.answer(kept ? kept.rowsOf(query, read) : read())
  }
  const envelopes = (query: Query<readonly StoredEvent[]>) =>
    ask(query).map((one) => toEnvelope(one, registry, vault))
  const head = () => ask(headQuery)?.head ?? 0

  function positionAt(time: number): number {
    let [low, high] = [0, head()]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const at =
        ask(row<{ at: number }>('SELECT at FROM events WHERE position = ?', middle))?.at ?? 0
      if (at <= time) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    ask,
    stream: (id, after) =>
      envelopes(
        rows<StoredEvent>(
          'SELECT * FROM events WHERE stream = ? AND version > ? ORDER BY version',
          id,
          after,
        ),
      ),
    log: (query) => envelopes(logQuery(query)),
    personOf(stream) {
      if (stream.startsWith('command-')) {
        const found = ask(
          row<{ person: string | null }>(
            'SELECT person FROM commands WHERE id = ?',
            stream.slice('command-'.length),
          ),
        )
        return found?.person
      }
      const found = ask(
        row<{ person: string | null }>('SELECT person FROM streams WHERE id = ?', stream),
      )
      return found?.person
    },
    head,
    positionAt,
    checkpoint: (projection) =>
      ask(
        mapQuery(
          rows<{ position: number; status: string }>(
            'SELECT position, status FROM checkpoints WHERE name = ?',
            projection,
          ),
          (found) => found[0],
        ),
      ),
  }
}
