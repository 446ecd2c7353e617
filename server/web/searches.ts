import { randomUUID } from 'node:crypto'

// What was searched for names people. It is kept in memory alone: it is no event, no row, no line of a log, and
// gone when the process ends.

/** Searches that sessions made, each readable by its own session for half an hour. */
export type Searches = {
  /** Keeps what a session searched for; answers the search's id. `now` in ms of the machine's time. */
  keep(session: string, words: string, now: number): string
  /** What was searched for, if it was this session and not too long ago. */
  wordsOf(id: string, session: string, now: number): string | undefined
}

type Search = { readonly session: string; readonly words: string; readonly until: number }

const keptMs = 30 * 60_000
const keptMax = 5_000

/** An empty memory of searches; the oldest go when there are too many. */
export function createSearches(): Searches {
  const kept = new Map<string, Search>()

  function forgetOld(now: number): void {
    for (const [id, { until }] of kept) {
      if (until > now && kept.size <= keptMax) return
      kept.delete(id)
    }
  }

  return {
    keep(session, words, now) {
      const id = randomUUID()
      kept.set(id, { session, words, until: now + keptMs })
      forgetOld(now)
      return id
    },
    wordsOf(id, session, now) {
      forgetOld(now)
      const found = kept.get(id)
      return found?.session === session && found.until > now ? found.words : undefined
    },
  }
}
