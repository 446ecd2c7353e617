import type { Site } from '#web/site.ts'

// Whom somebody looked up is nobody's business but theirs: it is kept in memory, for their session alone.

/** The things that sessions opened last, the newest first. */
export type RecentlySeen = {
  saw(session: string, stream: string): void
  by(session: string): readonly string[]
}

const eachMax = 8
const sessionsMax = 2_000

/** An empty memory of what was seen; the sessions that came first go when there are too many. */
export function createRecentlySeen(): RecentlySeen {
  const seen = new Map<string, readonly string[]>()
  return {
    saw(session, stream) {
      const before = (seen.get(session) ?? []).filter((one) => one !== stream)
      seen.delete(session)
      seen.set(session, [stream, ...before].slice(0, eachMax))
      const oldest = seen.size > sessionsMax ? seen.keys().next() : undefined
      if (oldest && !oldest.done) seen.delete(oldest.value)
    },
    by: (session) => seen.get(session) ?? [],
  }
}

const kept = new WeakMap<Site['store'], RecentlySeen>()

/** What sessions of this site saw. */
export function recentlySeen({ store }: Site): RecentlySeen {
  const known = kept.get(store) ?? createRecentlySeen()
  kept.set(store, known)
  return known
}
