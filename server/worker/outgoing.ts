import type { Tells } from '#kernel/delivery.ts'
import type { CommandRow } from './command-row.ts'
import { type Io, tell } from './io.ts'
import { awaitAnswer } from './process-timers.ts'
import type { Work } from './work.ts'

/** A step as it travels to a module elsewhere: all that its command is, the personal part of its data too. */
export type OutgoingStep = Pick<
  CommandRow,
  | 'id'
  | 'intent'
  | 'target'
  | 'actor'
  | 'role'
  | 'on_behalf_of'
  | 'correlation'
  | 'process'
  | 'step'
> & { readonly attempt: number; readonly data: object }

/** The channel of a module that is carried out elsewhere. */
export function channelTo(module: string): string {
  return `module:${module}`
}

/** A message as it is put into the outbox; `body` lies there only where it is not sealed. */
type Outgoing = {
  readonly key: string
  readonly channel: string
  readonly person: string | null
  readonly body: string
  readonly sealed: Uint8Array | null
  /** The event that causes it. */
  readonly position: number
  /** From when on it may leave, in ms. */
  readonly at: number
  readonly tells?: Tells | undefined
}

/** Writes a message to the outside into the outbox, once by its key. */
export function* writeMessage(work: Work, message: Outgoing): Io<void> {
  const { key, channel, person, body, sealed, position, at, tells } = message
  yield* tell(
    `INSERT INTO outbox (key, position, channel, person, body, sealed, state, attempt, next_at, leased_until, error,
       told_by, told_to)
     VALUES (?, ?, ?, ?, ?, ?, 'due', 0, ?, NULL, NULL, ?, ?) ON CONFLICT (key) DO NOTHING`,
    key,
    position,
    channel,
    person,
    sealed ? '{}' : body,
    sealed,
    at,
    tells?.intent ?? null,
    tells?.target ?? null,
  )
  work.memory.hasPosted = true
}

/**
 * Hands a step to a module elsewhere: a message under the command's id, sealed like any other for that
 * person, and a timer after which it is asked again.
 */
export function* postStep(
  work: Work,
  module: string,
  row: CommandRow,
  data: object,
  position: number,
): Io<void> {
  const { id, intent, target, actor, role, on_behalf_of, correlation, process, step } = row
  const outgoing: OutgoingStep = {
    id,
    intent,
    target,
    actor,
    role,
    on_behalf_of,
    correlation,
    process,
    step,
    attempt: row.attempt,
    data,
  }
  const body = JSON.stringify(outgoing)
  yield* writeMessage(work, {
    key: id,
    channel: channelTo(module),
    person: row.person,
    body,
    sealed: row.person ? work.vault.seal(row.person, `outbox:${id}`, body) : null,
    position,
    at: row.received_at,
  })
  if (process && step) yield* awaitAnswer(process, step, row.received_at)
}

/** Lets a step that nobody answered leave once more, under the same key. A sender that has it keeps it. */
export function* postAgain(work: Work, id: string, at: number): Io<void> {
  work.memory.hasPosted = true
  yield* tell(
    `UPDATE outbox SET state = 'due', attempt = 0, next_at = ? WHERE key = ? AND leased_until IS NULL`,
    at,
    id,
  )
}
