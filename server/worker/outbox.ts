import type { StepAnswer } from '#kernel/command.ts'
import type { DeliveryTold } from '#kernel/delivery.ts'
import { row, rows } from '#kernel/query.ts'
import { takeAnswer } from './answered.ts'
import { receive } from './carry-out.ts'
import { derivedId } from './ids.ts'
import { ask, type Io, tell } from './io.ts'
import { attempt as attemptAlone } from './savepoint.ts'
import type { Vault } from './vault.ts'
import type { Work } from './work.ts'

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

type Settled = {
  readonly state: MessageState
  readonly nextAt: number
  readonly error: string | null
}

function settledBy(delivery: Delivery, attempt: number, now: number): Settled {
  const { kind } = delivery
  if (kind === 'handed-over') return { state: kind, nextAt: now, error: null }
  const { error } = delivery
  if (kind !== 'later') return { state: kind, nextAt: now, error }
  const delayMs = deliveryDelaysMs[attempt - 1]
  if (delayMs === undefined) return { state: 'given-up', nextAt: now, error }
  return { state: 'due', nextAt: now + delayMs, error }
}

function toldOf(delivery: Delivery, { state, nextAt }: Settled, attempt: number): DeliveryTold {
  const isLater = state === 'due' || state === 'held'
  return {
    outcome: isLater ? 'later' : state,
    attempt,
    error: 'error' in delivery ? delivery.error : '',
    words: 'words' in delivery ? (delivery.words ?? '') : '',
    perhaps: delivery.kind === 'later' && delivery.perhaps === true,
    bounced: delivery.kind === 'refused' && delivery.bounced === true,
    nextAt: isLater ? nextAt : null,
  }
}

type ToldRow = { readonly told_by: string | null; readonly told_to: string | null }

/**
 * Writes what became of a message, and lets the command hear of it that the message names: both or
 * neither. Nothing is written by a sender whose lease ended and was taken by another: that one tells.
 * Answers how the message stands, or nothing where it is another's.
 */
export function* settleDelivery(
  work: Work,
  { seq, message, until }: Leased,
  delivery: Delivery,
  now: number,
): Io<MessageState | undefined> {
  const own = yield* ask(
    row<ToldRow>(
      `SELECT told_by, told_to FROM outbox
       WHERE seq = ? AND state = 'due' AND leased_until = ? AND attempt = ?`,
      seq,
      until,
      message.attempt,
    ),
  )
  if (!own) return undefined
  const settled = settledBy(delivery, message.attempt, now)
  yield* tell(
    'UPDATE outbox SET state = ?, next_at = ?, leased_until = NULL, error = ? WHERE seq = ?',
    settled.state,
    settled.nextAt,
    settled.error,
    seq,
  )
  if (delivery.kind === 'handed-over' && delivery.answer)
    yield* takeAnswer(work, message.key, delivery.answer)
  // Of what was for an erased person nothing more can be written down.
  if (message.body !== null) {
    yield* tellOf(work, own, message, toldOf(delivery, settled, message.attempt))
  }
  return settled.state
}

function* tellOf(
  work: Work,
  { told_by: intent, told_to: target }: ToldRow,
  { key, attempt }: Message,
  data: DeliveryTold,
): Io<void> {
  if (intent === null || target === null) return
  const id = derivedId(work.clock(), 'delivery', key, String(attempt))
  const actor = { id: 'system:outbox', role: 'system', onBehalfOf: null }
  // Whatever is wrong with the command, the message was sent, and must not be sent again for it.
  yield* attemptAlone(work, () => receive(work, { id, intent, target, actor, data }))
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
