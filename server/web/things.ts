import { evolve, foldAll } from '#kernel/decider.ts'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'

/** A thing as its stream tells it now. */
export type Thing = {
  readonly stream: string
  readonly version: number
  readonly state: unknown
  /** Whose it is; null where it is nobody's. */
  readonly person: string | null
}

/** Folded states, kept by stream and brought up to date by what is committed. */
export type Things = { of(stream: string): Promise<Thing | undefined> }

const keptMax = 5_000

/** Keeps the states of the streams asked for last. */
export function createThings(registry: Registry, store: Store): Things {
  const kept = new Map<string, Thing>()
  let commits = 0

  function keep(thing: Thing): void {
    kept.delete(thing.stream)
    kept.set(thing.stream, thing)
    const oldest = kept.size > keptMax ? kept.keys().next() : undefined
    if (oldest && !oldest.done) kept.delete(oldest.value)
  }

  function bringUpToDate(event: Envelope): void {
    const known = kept.get(event.stream)
    if (!known || event.version <= known.version) return
    const decider = registry.deciders.get(categoryOf(event.stream))
    // A reader may see a commit before it is told; whoever missed one between reads everything again.
    if (event.version > known.version + 1) kept.delete(event.stream)
    else
      kept.set(event.stream, {
        ...known,
        version: event.version,
        state: decider ? evolve(decider, known.state, event) : undefined,
      })
  }

  store.onCommit((_, events) => {
    commits += 1
    if (events) events.forEach(bringUpToDate)
    else kept.clear()
  })

  return {
    async of(stream) {
      const known = kept.get(stream)
      if (known) {
        keep(known)
        return known
      }
      const before = commits
      const events = await store.stream(stream)
      const last = events.at(-1)
      if (!last) return undefined
      const decider = registry.deciders.get(categoryOf(stream))
      const thing: Thing = {
        stream,
        version: last.version,
        state: decider ? foldAll(decider, events) : undefined,
        person: (await store.personOf(stream)) ?? null,
      }
      // What was committed meanwhile may be missing from it.
      if (commits === before) keep(thing)
      return thing
    },
  }
}
