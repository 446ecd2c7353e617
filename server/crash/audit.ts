import { join } from 'node:path'
import { openReader } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { chain, type StoredEvent } from '#worker/stored.ts'
import type { Ledger } from './clients.ts'

type HashedEvent = StoredEvent & { readonly hash: Uint8Array }

/** How far the log has been audited; a later audit goes on from there. */
export type Audited = {
  position: number
  at: number
  hash: Uint8Array
  readonly versions: Map<string, number>
}

export function nothingAudited(): Audited {
  return { position: 0, at: 0, hash: Buffer.alloc(32), versions: new Map() }
}

type Reader = ReturnType<typeof openReader>

function auditEvent(audited: Audited, event: HashedEvent, faults: string[]): void {
  const version = (audited.versions.get(event.stream) ?? 0) + 1
  const hash = chain(audited.hash, event)
  if (event.position !== audited.position + 1) faults.push(`a gap before ${event.position}`)
  if (event.version !== version) faults.push(`${event.stream} has ${event.version} for ${version}`)
  if (event.at < audited.at) faults.push(`time runs back at ${event.position}`)
  if (Buffer.compare(hash, event.hash) !== 0) faults.push(`the chain breaks at ${event.position}`)
  audited.versions.set(event.stream, version)
  Object.assign(audited, { position: event.position, at: event.at, hash })
}

function auditLog(db: Reader, audited: Audited, faults: string[]): void {
  const page = db.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT 1000')
  for (;;) {
    const events = page.all(audited.position) as HashedEvent[]
    for (const event of events) auditEvent(audited, event, faults)
    if (events.length < 1000) return
  }
}

const finals = `('CommandSucceeded', 'CommandRejected', 'CommandFailed')`

/** Each finds what must not be there, in words. */
const questions: readonly string[] = [
  `SELECT 'not one end: ' || stream FROM events WHERE category = 'command' GROUP BY stream
     HAVING sum(type = 'CommandReceived') <> 1 OR sum(type IN ${finals}) <> 1`,
  `SELECT 'not final: ' || id FROM commands WHERE state IN ('received', 'in-progress')`,
  `SELECT 'a row without its stream: ' || id FROM commands
     WHERE NOT EXISTS (SELECT 1 FROM events WHERE stream = 'command-' || commands.id)`,
  `SELECT 'failed: ' || id || outcome FROM commands WHERE state = 'failed'`,
  `SELECT 'twice: ' || command_id FROM events WHERE type = 'CoinsAdded' GROUP BY command_id HAVING count(*) > 1`,
  `SELECT 'a step twice: ' || step FROM events WHERE step IS NOT NULL AND category IN ('purse', 'sale', 'leg')
     GROUP BY step HAVING count(*) > 1`,
  `SELECT 'a process without an end: ' || stream FROM events WHERE category LIKE 'process.%'
     GROUP BY stream HAVING sum(type = 'ProcessEnded') <> 1 OR sum(type = 'ProcessStuck') > 0`,
  `SELECT 'held without a sale: ' || (SELECT coalesce(sum(held), 0) FROM purses_v1)
     WHERE (SELECT coalesce(sum(held), 0) FROM purses_v1)
       <> (SELECT 10 * coalesce(sum(json_extract(data, '$.things')), 0) FROM events WHERE type = 'SaleMade')`,
  `SELECT 'coins made or lost' WHERE (SELECT coalesce(sum(free + held), 0) FROM purses_v1)
     <> (SELECT coalesce(sum(json_extract(data, '$.coins')), 0) FROM events WHERE type = 'CoinsAdded')`,
  `SELECT 'a leg held by nobody: ' || stream FROM events e WHERE type = 'LegBooked'
     AND version = (SELECT max(version) FROM events WHERE stream = e.stream)
     AND NOT EXISTS (SELECT 1 FROM commands WHERE id = json_extract(e.data, '$.tour') AND state = 'succeeded')`,
]

function auditClients(db: Reader, ledger: Ledger, faults: string[]): void {
  const stored = db.prepare(
    `SELECT id, state FROM commands WHERE step IS NULL AND actor <> 'system:clock'`,
  )
  const states = new Map(
    (stored.all() as { id: string; state: string }[]).map(({ id, state }) => [id, state]),
  )
  for (const id of ledger.acknowledged)
    if (!states.has(id)) faults.push(`acknowledged and lost: ${id}`)
  for (const id of states.keys()) if (!ledger.sent.has(id)) faults.push(`never sent: ${id}`)
  const added = db.prepare(`SELECT command_id FROM events WHERE type = 'CoinsAdded'`).pluck().all()
  const asked = [...ledger.acknowledged].filter((id) => ledger.sent.get(id)?.intent === 'add-coins')
  const found = new Set(added)
  for (const id of asked) if (!found.has(id)) faults.push(`acknowledged without effect: ${id}`)
}

/** Reads a folder's log and tables, whoever has them open, and says what is wrong. */
export function audit(folder: string, ledger: Ledger, audited: Audited): readonly string[] {
  const db = openReader(join(folder, databaseName))
  const faults: string[] = []
  try {
    auditLog(db, audited, faults)
    for (const question of questions)
      faults.push(...(db.prepare(question).pluck().all() as string[]))
    auditClients(db, ledger, faults)
  } finally {
    db.close()
  }
  return faults
}

/** How many commands have not come to their end yet. */
export function underWay(folder: string): number {
  const db = openReader(join(folder, databaseName))
  const count = db
    .prepare(`SELECT count(*) FROM commands WHERE state IN ('received', 'in-progress')`)
    .pluck()
    .get()
  db.close()
  return Number(count)
}
