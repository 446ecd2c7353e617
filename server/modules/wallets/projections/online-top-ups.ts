import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { type Query, row, rows } from '#kernel/query.ts'
import type { WalletEvents } from '../events.ts'

const start = `INSERT INTO {online_top_ups} (id, person, amount, started_at, status) VALUES (?, ?, ?, ?, 'waiting')`
const end = 'UPDATE {online_top_ups} SET status = ? WHERE id = ?'

/** What people began to pay at the bank, and what the bank said. */
export const onlineTopUpsModel = projection({
  name: 'online-top-ups',
  version: 1,
  mode: 'inline',
  types: ['TopUpStarted', 'TopUpRecorded', 'TopUpFailed'],
  tables: {
    online_top_ups: {
      columns: {
        id: 'text',
        person: 'text',
        amount: 'integer',
        started_at: 'integer',
        status: 'text',
      },
      key: ['id'],
      indexes: [['person', 'status']],
    },
  },
  apply(event) {
    const { type, data, stream, at } = event as Envelope<WalletEvents>
    if (type === 'TopUpStarted') return [write(start, data.topUp, idOf(stream), data.amount, at)]
    if (type === 'TopUpFailed') return [write(end, 'failed', data.topUp)]
    if (type === 'TopUpRecorded' && data.method === 'online')
      return [write(end, 'recorded', data.reference)]
    return []
  },
})

/** A top-up that was begun at the bank; its id is that of the command, amounts are minor units, times ms. */
export type OnlineTopUpRow = {
  readonly id: string
  readonly person: string
  readonly amount: number
  readonly startedAt: number
  readonly status: 'waiting' | 'recorded' | 'failed'
}

const columns = 'id, person, amount, started_at AS "startedAt", status'

/** A top-up that was begun at the bank, by its id. */
export function onlineTopUp(id: string): Query<OnlineTopUpRow | undefined> {
  return row<OnlineTopUpRow>(`SELECT ${columns} FROM {online_top_ups} WHERE id = ?`, id)
}

/** Somebody's top-ups of which the bank has not told us, oldest first. */
export function waitingTopUps(person: string): Query<readonly OnlineTopUpRow[]> {
  return rows<OnlineTopUpRow>(
    `SELECT ${columns} FROM {online_top_ups} WHERE person = ? AND status = 'waiting' ORDER BY started_at, id`,
    person,
  )
}
