import type { Actor, DomainEvent } from './event.ts'
import type { Row } from './query.ts'

export type CommandState = 'received' | 'in-progress' | 'succeeded' | 'rejected' | 'failed'

/** The intent of what the clock asks for when a timer is due: nobody sends it, so no form and no registry has it. */
export const fireTimer = 'fire-timer'

/** A submitted intent as it is handed to the store; `data` is what the intent's fields parsed. */
export type NewCommand = {
  readonly id: string
  readonly intent: string
  readonly target: string
  readonly actor: Actor
  readonly data: object
  /** The version of the thing that was shown, or nothing where that does not matter. */
  readonly expectedVersion?: number
  /** What it is a step of, where a process of another log sent it. */
  readonly partOf?: PartOf
  /** What whoever sent it knows and this log does not hold. */
  readonly foreign?: Foreign
}

/** The command that a step goes back to, its process and name as one, and which try it is. */
export type PartOf = {
  readonly correlation: string
  readonly step: string
  readonly attempt: number
}

/**
 * What another log knew when a command was sent: the rows of queries that the intent reads, by the names of
 * these; how the actor stands to whoever it is about; and, for a rehearsal, what would be answered to the
 * steps of its process, by process and step.
 */
export type Foreign = {
  readonly facts?: Readonly<Record<string, readonly Row[]>>
  readonly standing?: readonly string[]
  readonly answers?: Readonly<Record<string, StepAnswer>>
}

/** What became of a step, with the receipt that undoes it. */
export type StepAnswer = {
  readonly state: Extract<CommandState, 'succeeded' | 'rejected' | 'failed'>
  readonly outcome: Outcome & { readonly receipt?: object }
}

/** How a command ended or stands. Facts are those of its refusal, or of a process's answer. */
export type Outcome = {
  readonly code?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly error?: string
}

export type CommandView = {
  readonly id: string
  readonly intent: string
  readonly target: string
  readonly actor: Actor
  readonly state: CommandState
  readonly outcome: Outcome
  readonly correlation: string
  readonly step: string | null
  readonly attempt: number
  /** Positions of its first and last event when it was decided. */
  readonly first: number | null
  readonly last: number | null
  readonly receivedAt: number
  readonly settledAt: number | null
}

/** What became of handing a command over. Only `unknown` leaves open whether it was stored. */
export type Submission =
  | { readonly kind: 'accepted'; readonly command: CommandView; readonly again: boolean }
  | { readonly kind: 'reused' }
  | { readonly kind: 'busy'; readonly retryAfterS: number }
  | {
      readonly kind: 'unavailable'
      readonly reason: 'full' | 'stopping' | 'restarting'
      readonly retryAfterS: number
    }
  | { readonly kind: 'unknown'; readonly id: string }

/** The events of a command's own stream, `command-<id>`. */
export type CommandEvent =
  | DomainEvent<
      'CommandReceived',
      {
        intent: string
        target: string
        /** The form's values, without the personal ones. */
        data: object
        /** The form's personal values, sealed; null once the person was erased. */
        personal?: object | null
        contentHash: string
        process: string | null
        attempt: number
      }
    >
  | DomainEvent<'CommandSucceeded', { facts: object }>
  | DomainEvent<'CommandRejected', { code: string; facts: object }>
  | DomainEvent<'CommandFailed', { error: string }>

/** Whether nothing more will happen to a command. */
export function isFinal(state: CommandState): boolean {
  return state === 'succeeded' || state === 'rejected' || state === 'failed'
}
