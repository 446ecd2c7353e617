import type { StepAnswer } from '#kernel/command.ts'
import { row, rows } from '#kernel/query.ts'
import { ask, type Io, tell } from './io.ts'
import type { Vault } from './vault.ts'

/**
 * Messages to the outside. A row is written with the events that cause it; it is sent later, outside any
 * transaction, at least once: a lease with an end keeps two senders apart, and what one left behind is
 * taken up when its lease ends. The key is the same at each try, so that the other side can tell.
 */

/** `body` is null once the person it was for was erased; then there is nothing to send. */
export type Message = {
  readonly key: string
  readonly channel: string
  readonly person: string | null
  readonly body: unknown
  readonly position: number
  readonly attempt: number
}

/**
 * What the other side said. `later`: not now, or no answer; where it is `perhaps`, it may have the message
 * all the same. `withdrawn`: it is not to be sent any more. `error` names nobody, since it lies open;
 * `words` may.
 */
export type Delivery =
  | {
      readonly kind: 'handed-over'
      /** What became of a step that was carried out elsewhere, where that is known. */
      readonly answer?: StepAnswer
    }
  | {
      readonly kind: 'refused'
      readonly error: string
      readonly words?: string
      /** Because nobody takes anything at this address. */
      readonly bounced?: boolean
    }
  | { readonly kind: 'withdrawn'; readonly error: string }
  | {
      readonly kind: 'later'
      readonly error: string
      readonly words?: string
      readonly perhaps?: boolean
    }

/** A way out: mail, a webhook. It ends when the signal is aborted; throwing counts as `later`. */
export type Channel = (message: Message, signal: AbortSignal) => Promise<Delivery>

/** How a message stands. `held`: restored from a backup, so that a person must release it first. */
export type MessageState = 'due' | 'held' | 'handed-over' | 'refused' | 'given-up' | 'withdrawn'

/** Waits before the second, third, … try, in ms: about a day in all. After the last it is given up. */
export const deliveryDelaysMs: readonly number[] = [
  10_000, 60_000, 300_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000,
]

type OutboxRow = {
  readonly seq: number
  readonly key: string
  readonly channel: string
  readonly person: string | null
  readonly body: string
  readonly sealed: Uint8Array | null
  readonly position: number
  readonly attempt: number
}

/** A message taken to be sent, and until when it is this sender's. */
export type Leased = { readonly seq: number; readonly message: Message; readonly until: number }

function bodyOf({ key, person, body, sealed }: OutboxRow, vault: Vault): unknown {
  if (!sealed || person === null) return JSON.parse(body)
  const plain = vault.unseal(person, `outbox:${key}`, sealed)
  return plain === null ? null : JSON.parse(plain)
}

/** The channels that somebody sends by: what is for another waits, and its tries are not used up. */
export type ChannelNames = readonly string[]

const byThese = 'channel IN (SELECT value FROM json_each(?))'

/** Takes what is due at this moment and nobody holds, oldest first, until the lease ends. Times in ms. */
export function* lease(
  vault: Vault,
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
  channels: ChannelNames,
  limit: number,
): Io<readonly Leased[]> {
  const due = yield* ask(
    rows<OutboxRow>(
      `SELECT seq, key, channel, person, body, sealed, position, attempt FROM outbox
       WHERE state = 'due' AND next_at <= ? AND (leased_until IS NULL OR leased_until <= ?) AND ${byThese}
       ORDER BY next_at, seq LIMIT ?`,
      now,
      now,
      JSON.stringify(channels),
      limit,
    ),
  )
  const until = now + leaseMs
  const taken: Leased[] = []
  for (const one of due) {
    const attempt = one.attempt + 1
    yield* tell(
      'UPDATE outbox SET leased_until = ?, attempt = ? WHERE seq = ?',
      until,
      attempt,
      one.seq,
    )
    const { key, channel, person, position } = one
    const body = bodyOf(one, vault)
    taken.push({ seq: one.seq, message: { key, channel, person, body, position, attempt }, until })
  }
  return taken
}

/** When the next message may be sent by one of the channels, in ms, or nothing. */
export function* nextDelivery(channels: ChannelNames): Io<number | undefined> {
  const found = yield* ask(
    row<{ at: number | null }>(
      `SELECT min(max(next_at, coalesce(leased_until, 0))) AS at FROM outbox WHERE state = 'due' AND ${byThese}`,
      JSON.stringify(channels),
    ),
  )
  return found?.at ?? undefined
}
