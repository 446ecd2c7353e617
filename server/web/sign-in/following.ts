import type { Access } from '#access/access.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import type { Store } from '#kernel/store.ts'

const sweepEveryMs = 60_000
const pageLength = 500

// What somebody may do, or is written to at, is another from now on: they sign in again.
const ending = new Set([
  'StaffSuspended',
  'RolesChanged',
  'EmailChanged',
  'RecordClosed',
  'RecordsMerged',
])

const erased = rows<{ readonly person: string }>('SELECT person FROM erased')

function heard(access: Access, { type, stream }: Envelope, now: number): void {
  if (type === 'PersonErased') access.credentials.forget(idOf(stream))
  else if (ending.has(type)) access.sessions.endAll(idOf(stream), now)
}

/**
 * Ends sessions when the log says so, and sweeps now and then. Rights are read on each request as well:
 * this only tidies up what no request would be let in by. Whoever was erased while nobody listened is
 * forgotten when it begins. Returns the way to stop.
 */
export function followAccess(access: Access, store: Store, wall: () => number): () => void {
  let seen: number | undefined

  const hearAll = (events: readonly Envelope[]) => {
    for (const event of events) heard(access, event, wall())
  }

  // A commit of which nothing is told, such as one that erased somebody, is read in the log.
  async function readOn(from: number): Promise<void> {
    let after = from
    for (;;) {
      const events = await store.log({ after, limit: pageLength })
      hearAll(events)
      if (events.length < pageLength) return
      after = events.at(-1)?.position ?? after
    }
  }

  async function begin(): Promise<void> {
    for (const { person } of await store.query(erased)) access.credentials.forget(person)
  }

  const stop = store.onCommit((head, events) => {
    const from = seen ?? Math.max(0, head - pageLength)
    seen = head
    if (events) hearAll(events)
    // What cannot be read now is read on the next start, and no request is let in by it meanwhile.
    else readOn(from).catch(() => undefined)
  })
  // It is asked again at the next start.
  begin().catch(() => undefined)
  const sweeping = setInterval(() => access.sweep(wall()), sweepEveryMs)
  sweeping.unref()
  return () => {
    stop()
    clearInterval(sweeping)
  }
}
