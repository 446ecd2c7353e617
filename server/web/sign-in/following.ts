import type { Access } from '#access/access.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { Store } from '#kernel/store.ts'

const sweepEveryMs = 60_000

// What somebody may do, or is written to at, is another from now on: they sign in again.
const ending = new Set([
  'StaffSuspended',
  'RolesChanged',
  'EmailChanged',
  'RecordClosed',
  'RecordsMerged',
])

function heard(access: Access, { type, stream }: Envelope, now: number): void {
  if (type === 'PersonErased') access.credentials.forget(idOf(stream))
  else if (ending.has(type)) access.sessions.endAll(idOf(stream), now)
}

/**
 * Ends sessions when the log says so, and sweeps now and then. Rights are read on each request as well:
 * this only tidies up what no request would be let in by. Returns the way to stop.
 */
export function followAccess(access: Access, store: Store, wall: () => number): () => void {
  const stop = store.onCommit((_, events = []) => {
    for (const event of events) heard(access, event, wall())
  })
  const sweeping = setInterval(() => access.sweep(wall()), sweepEveryMs)
  sweeping.unref()
  return () => {
    stop()
    clearInterval(sweeping)
  }
}
