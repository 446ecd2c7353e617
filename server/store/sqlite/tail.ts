import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { LogQuery } from '#kernel/store.ts'

/**
 * The end of the log as the writer told it. Most of what is read was just written: whoever sent a command
 * asks what became of it. What the tail does not reach is answered by `undefined`, and the file is read.
 */
export type Tail = {
  /** Takes what was committed. Answers it, or nothing where something before it was never told. */
  take(head: number, events: readonly Envelope[]): readonly Envelope[] | undefined
  log(query: LogQuery): readonly Envelope[] | undefined
  stream(id: string, after: number): readonly Envelope[] | undefined
}

const keptMax = 1_000

/** Begins where the log ends; keeps the last thousand events that come, and up to as many again. */
export function openTail(): Tail {
  let kept: Envelope[] = []
  let streams = new Map<string, Envelope[]>()
  let last = 0

  function keep(events: readonly Envelope[]): void {
    kept.push(...events)
    if (kept.length > 2 * keptMax) {
      kept = kept.slice(-keptMax)
      streams = Map.groupBy(kept, ({ stream }) => stream)
      return
    }
    for (const event of events) {
      const own = streams.get(event.stream)
      if (own) own.push(event)
      else streams.set(event.stream, [event])
    }
  }

  return {
    take(head, events) {
      const goesOn = last > 0 && head - last === events.length
      last = head
      if (goesOn) {
        keep(events)
        return events
      }
      kept = []
      streams = new Map()
      return undefined
    },
    log({ after, limit, category, correlation }) {
      const first = kept[0]?.position
      if (first === undefined || after < first - 1) return undefined
      const since = kept.slice(after - first + 1)
      return since
        .filter(
          (event) =>
            (!category || categoryOf(event.stream) === category) &&
            (!correlation || event.correlation === correlation),
        )
        .slice(0, limit)
    },
    stream(id, after) {
      const own = streams.get(id)
      const first = own?.[0]
      if (!own || !first || first.version > after + 1) return undefined
      return own.filter(({ version }) => version > after)
    },
  }
}
