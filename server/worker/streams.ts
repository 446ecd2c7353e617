import { evolve } from '#kernel/decider.ts'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import { foldProcess } from '#kernel/process-life.ts'
import { row, rows } from '#kernel/query.ts'
import { ask, type Io } from './io.ts'
import { type StoredEvent, toEnvelope } from './stored.ts'
import { type Kept, type KeptProcess, keep, type Work } from './work.ts'

/** The stream's events above a version, oldest first. */
export function* readStream(work: Work, stream: string, after = 0): Io<readonly Envelope[]> {
  const found = yield* ask(
    rows<StoredEvent>(
      'SELECT * FROM events WHERE stream = ? AND version > ? ORDER BY version',
      stream,
      after,
    ),
  )
  return found.map((one) => toEnvelope(one, work.registry, work.vault))
}

function* personOf(stream: string): Io<string | null> {
  const found = yield* ask(
    row<{ person: string | null }>('SELECT person FROM streams WHERE id = ?', stream),
  )
  return found?.person ?? null
}

/** A stream's decided state, from memory or folded from the log. */
export function* loadStream(work: Work, stream: string): Io<Kept> {
  const known = work.memory.streams.get(stream)
  if (known) return known
  const on = work.registry.deciders.get(categoryOf(stream))
  const events = yield* readStream(work, stream)
  const state = on
    ? events.reduce((folded, event) => evolve(on, folded, event), on.initialState as unknown)
    : undefined
  const kept: Kept = {
    state,
    version: events.at(-1)?.version ?? 0,
    person: events.length > 0 ? yield* personOf(stream) : null,
  }
  keep(work.memory.streams, stream, kept)
  return kept
}

/** A process as its stream tells it, from memory or folded from the log. */
export function* loadProcess(work: Work, name: string, stream: string): Io<KeptProcess> {
  const known = work.memory.processes.get(stream)
  if (known) return known
  const events = yield* readStream(work, stream)
  const told = foldProcess(processNamed(work, name), events)
  const kept: KeptProcess = {
    ...told,
    version: events.length,
    person: events.length > 0 ? yield* personOf(stream) : null,
  }
  keep(work.memory.processes, stream, kept)
  return kept
}

/** The definition of a process. Throws for a name that no module declares. */
export function processNamed(work: Work, name: string) {
  const process = work.registry.processes.get(name)
  if (!process) throw new Error(`There is no process called ${name}`)
  return process
}
