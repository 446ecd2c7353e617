import { foldAll } from '#kernel/decider.ts'
import { categoryOf } from '#kernel/event.ts'
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

/** Folded states, kept by stream and brought up to date whenever one is asked for. */
export type Things = { of(stream: string): Promise<Thing | undefined> }

const keptMax = 5_000

/** Keeps the states of the streams asked for last; only events that came since are read again. */
export function createThings(registry: Registry, store: Store): Things {
  const kept = new Map<string, Thing & { readonly seenAt: number }>()
  // A request asks for the same thing several times, and between commits nothing changes.
  let commits = 0
  store.onCommit(() => {
    commits += 1
  })
  const keep = (thing: Thing, seenAt: number): Thing => {
    kept.delete(thing.stream)
    kept.set(thing.stream, { ...thing, seenAt })
    const oldest = kept.size > keptMax ? kept.keys().next() : undefined
    if (oldest && !oldest.done) kept.delete(oldest.value)
    return thing
  }
  return {
    async of(stream) {
      const known = kept.get(stream)
      if (known?.seenAt === commits) return known
      const seenAt = commits
      const events = await store.stream(stream, known?.version ?? 0)
      const last = events.at(-1)
      if (!last) return known ? keep(known, seenAt) : undefined
      const decider = registry.deciders.get(categoryOf(stream))
      const person = known ? known.person : ((await store.personOf(stream)) ?? null)
      const state = decider ? foldAll(decider, events, known?.state) : undefined
      return keep({ stream, version: last.version, state, person }, seenAt)
    },
  }
}
