import type { DomainEvent, Envelope } from '#kernel/event.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'

/** A log that is written by hand, for tests of what no intent would ever write. */

/** One event of a stream, with what differs from the usual. */
export type Written = readonly [
  stream: string,
  event: DomainEvent,
  differs?: Partial<Envelope> | undefined,
]

/** The events in order, a second apart, each by a command of its own unless it says otherwise. */
export function writtenLog(...written: readonly Written[]): readonly Envelope[] {
  const versions = new Map<string, number>()
  return written.map(([stream, event, differs], index) => {
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    const place = { position: index + 1, version, stream, at: storyTime + index * 1_000 }
    return stored(event, { ...place, command: storyId(2_000 + index), ...differs })
  })
}
