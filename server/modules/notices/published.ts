import type { Envelope } from '#kernel/event.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { SendMessage } from './message-shape.ts'
import { templateWords } from './message-words.ts'
import { type Bounce, latestBounce } from './projections/bounce-queries.ts'
import { messageCounts, newsFor } from './projections/message-queries.ts'

export type { SendMessage } from './message-shape.ts'

/** In `to`: the address that the person asked to use and has not confirmed yet, as the record tells. */
export const wantedAddress = 'wanted'

/** The stream of a message. */
export const messageStream = (id: string): string => `message-${id}`

/** The message that came back from somebody's address on file, if one did and nothing was done since. */
export function bounceOf(person: string): Query<Bounce | undefined> {
  return latestBounce(person)
}

/** How many messages were written to somebody. */
export function messageCountOf(person: string): Query<number> {
  return mapQuery(messageCounts(person), (counts) =>
    [...counts.values()].reduce((a, b) => a + b, 0),
  )
}

/** A message in short: what it is called, and when it was written (ms). */
type News = { readonly id: string; readonly title: string; readonly writtenAt: number }

/**
 * What somebody was written to of a kind since a time (ms) and is still true, newest first: whether it left
 * as mail or not, they find it in their own messages too.
 */
export function newsOf(
  person: string,
  asked: { readonly kind: SendMessage['kind']; readonly since: number; readonly limit: number },
): Query<readonly News[]> {
  return mapQuery(newsFor(person, asked), (found) =>
    found.map(({ id, template, writtenAt }) => ({ id, title: templateWords(template), writtenAt })),
  )
}

/**
 * What a message's events say of it, or nothing where there is none, or its person was erased. It goes
 * where it was last sent to.
 */
export function writtenIn(events: readonly Envelope[]): SendMessage | undefined {
  const written = events[0]?.data as SendMessage | undefined
  if (!written || written.to === null || written.facts === null) return undefined
  const requeued = events.findLast(({ type }) => type === 'MessageRequeued')
  const { to } = (requeued?.data ?? written) as { readonly to: string }
  return { ...written, to }
}

/** Since when (ms) a message waits to be sent, as its events tell; nothing where it does not. */
export function waitingSince(events: readonly Envelope[]): number | undefined {
  const last = events.findLast(({ type }) => type !== 'MessageDelayed')
  const waits = last?.type === 'MessageQueued' || last?.type === 'MessageRequeued'
  return waits ? last.at : undefined
}
