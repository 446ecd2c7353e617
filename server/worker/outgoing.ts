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
  const sealed = row.person ? work.vault.seal(row.person, `outbox:${id}`, body) : null
  yield* tell(
    `INSERT INTO outbox (key, position, channel, person, body, sealed, state, attempt, next_at, leased_until, error)
     VALUES (?, ?, ?, ?, ?, ?, 'due', 0, ?, NULL, NULL) ON CONFLICT (key) DO NOTHING`,
    id,
    position,
    channelTo(module),
    row.person,
    sealed ? '{}' : body,
    sealed,
    row.received_at,
  )
  work.memory.hasPosted = true
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
