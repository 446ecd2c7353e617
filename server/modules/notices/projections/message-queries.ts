import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import type { MessageStatus } from '../deciders/message.ts'
import type { MessageKind } from '../message-shape.ts'

/** A message as it stands. `recipient` is empty once its person was erased; times in ms. */
export type MessageRow = {
  readonly id: string
  readonly person: string
  readonly kind: MessageKind
  readonly template: string
  readonly recipient: string
  readonly state: MessageStatus
  /** What the mail server said in short, or why it was not sent; empty where all is well. */
  readonly why: string
  readonly outOfDate: string | null
  readonly tries: number
  /** A try broke off after the message was given: the other side may have it. */
  readonly perhaps: number
  readonly nextAt: number | null
  readonly writtenAt: number
  readonly changedAt: number
}

const columns = `id, person, kind, template, COALESCE(recipient, '') AS recipient, state, why,
  out_of_date AS "outOfDate", tries, perhaps, next_at AS "nextAt", written_at AS "writtenAt",
  changed_at AS "changedAt"`
const newestFirst = 'ORDER BY written_at DESC, id DESC'

/** Which messages a list shows: in one of these states, and of one person, where that is given. */
export type Chosen = { readonly states: readonly MessageStatus[]; readonly person: string }

function where({ states, person }: Chosen): {
  readonly sql: string
  readonly args: readonly string[]
} {
  const conditions = [
    ...(states.length > 0 ? [`state IN (${states.map(() => '?').join(', ')})`] : []),
    ...(person === '' ? [] : ['person = ?']),
  ]
  const sql = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  return { sql, args: [...states, ...(person === '' ? [] : [person])] }
}

/** Messages, newest first, from `skip` on and at most `limit`. */
export function messages(
  chosen: Chosen,
  limit: number,
  skip: number,
): Query<readonly MessageRow[]> {
  const { sql, args } = where(chosen)
  const all = `SELECT ${columns} FROM {messages} ${sql} ${newestFirst} LIMIT ? OFFSET ?`
  return rows<MessageRow>(all, ...args, limit, skip)
}

/** What somebody was told of a kind since a time (ms), newest first; what is out of date is left out. */
export function newsFor(
  person: string,
  asked: { readonly kind: MessageKind; readonly since: number; readonly limit: number },
): Query<readonly MessageRow[]> {
  return rows<MessageRow>(
    `SELECT ${columns} FROM {messages} WHERE person = ? AND kind = ? AND written_at >= ?
     AND out_of_date IS NULL ${newestFirst} LIMIT ?`,
    person,
    asked.kind,
    asked.since,
    asked.limit,
  )
}

/** One message. */
export function messageById(id: string): Query<MessageRow | undefined> {
  return row<MessageRow>(`SELECT ${columns} FROM {messages} WHERE id = ?`, id)
}

/** How many messages there are in each state, of one person where that is given. */
export function messageCounts(person: string): Query<ReadonlyMap<MessageStatus, number>> {
  type Counted = { readonly state: MessageStatus; readonly count: number }
  const { sql, args } = where({ states: [], person })
  const found = rows<Counted>(
    `SELECT state, COUNT(*) AS count FROM {messages} ${sql} GROUP BY state`,
    ...args,
  )
  return mapQuery(found, (all) => new Map(all.map(({ state, count }) => [state, Number(count)])))
}
