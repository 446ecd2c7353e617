import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { type Query, rows } from '#kernel/query.ts'
import type { RetryEvents } from '../retry-events.ts'

/** Many that were tried again together, as a list shows it. Times in ms. */
export type RetryRow = {
  readonly id: string
  readonly title: string
  readonly step: string
  readonly error: string
  readonly count: number
  readonly tried: number
  readonly wentOn: number
  readonly by: string
  readonly at: number
  readonly state: 'under-way' | 'tried' | 'stopped'
}

const select = `SELECT id, title, step, error, total AS count, tried, went_on AS "wentOn", begun_by AS "by",
  begun_at AS "at", state FROM {retries}`

/** The latest of them, newest first. */
export function latestRetries(limit: number): Query<readonly RetryRow[]> {
  return rows<RetryRow>(`${select} ORDER BY begun_at DESC, id DESC LIMIT ?`, limit)
}

/** One of them, by its id. */
export function retryById(id: string): Query<readonly RetryRow[]> {
  return rows<RetryRow>(`${select} WHERE id = ?`, id)
}

/** Every time that many were tried again together, and how far that came. */
export const retriesProjection = projection({
  name: 'retries',
  version: 1,
  mode: 'inline',
  types: ['RetryManyStarted', 'OneRetried', 'RetryManyEnded'],
  tables: {
    retries: {
      columns: {
        id: 'text',
        title: 'text',
        step: 'text',
        error: 'text',
        total: 'integer',
        tried: 'integer',
        went_on: 'integer',
        begun_by: 'text',
        begun_at: 'integer',
        state: 'text',
      },
      key: ['id'],
      indexes: [['begun_at']],
    },
  },
  apply(envelope) {
    const event = envelope as Envelope & RetryEvents
    const id = idOf(event.stream)
    switch (event.type) {
      case 'RetryManyStarted': {
        const { process, step, error, cases } = event.data
        const { actor, at } = event
        return [
          write(
            `INSERT INTO {retries} (id, title, step, error, total, tried, went_on, begun_by, begun_at, state)
              VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, 'under-way')`,
            ...[id, process, step, error, cases.length, actor, at],
          ),
        ]
      }
      case 'OneRetried':
        return [
          write(
            'UPDATE {retries} SET tried = tried + ?, went_on = went_on + ? WHERE id = ?',
            event.data.outcome === 'under-way' ? 0 : 1,
            event.data.outcome === 'went-on' ? 1 : 0,
            id,
          ),
        ]
      case 'RetryManyEnded':
        return [
          write(
            'UPDATE {retries} SET state = ? WHERE id = ?',
            event.data.error === '' ? 'tried' : 'stopped',
            id,
          ),
        ]
    }
  },
})
