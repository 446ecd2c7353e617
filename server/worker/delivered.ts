import type { DeliveryTold } from '#kernel/delivery.ts'
import { row } from '#kernel/query.ts'
import { takeAnswer } from './answered.ts'
import { receive } from './carry-out.ts'
import { derivedId } from './ids.ts'
import { ask, type Io, tell } from './io.ts'
import {
  type Delivery,
  deliveryDelaysMs,
  type Leased,
  type Message,
  type MessageState,
} from './outbox.ts'
import { attempt as attemptAlone } from './savepoint.ts'
import type { Work } from './work.ts'

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
