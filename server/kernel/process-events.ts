import type { DomainEvent } from './event.ts'
import type { Settling } from './steering.ts'

/** The kernel's own events on a process's stream; domain events arrive wrapped in `EventNoted`. */
export type ProcessEvent =
  | DomainEvent<
      'EventNoted',
      {
        position: number
        stream: string
        type: string
        data: object
        command: string
        actor: string
        role: string
        person: string | null
      }
    >
  | DomainEvent<
      'StepSent',
      {
        step: string
        intent: string
        target: string
        attempt: number
        command: string
        data: object
        undoes?: string
      }
    >
  | DomainEvent<
      'StepSucceeded',
      { step: string; command: string; receipt: object; undoneBy: string | null; target: string }
    >
  | DomainEvent<'StepRejected', { step: string; command: string; code: string; facts: object }>
  | DomainEvent<
      'StepFailed',
      { step: string; command: string; attempt: number; error: string; nextAt: number | null }
    >
  | DomainEvent<
      'StepAskedAgain',
      { step: string; command: string; times: number; nextAt: number | null }
    >
  /** Somebody at the help desk has a step tried again, at this time (ms). */
  | DomainEvent<'RetryPlanned', { step: string; at: number }>
  | DomainEvent<'StepGivenUp', { step: string; tries: number; error: string }>
  | DomainEvent<'TimerFired', { name: string; due: number }>
  | DomainEvent<'CompensationStarted', { reason: string; by?: 'desk' }>
  | DomainEvent<'StepUndone', { step: string; command: string }>
  | DomainEvent<'CompensationEnded', { undone: number }>
  /** Asked to be undone, it turned out to have come about: its last step, which nothing undoes, was done. */
  | DomainEvent<'CompensationOvertaken', { step: string }>
  | DomainEvent<'SettlementStarted', Settling>
  | DomainEvent<'ProcessStuck', { process: string; step: string; error: string; tries: number }>
  | DomainEvent<'ProcessEnded', { as: string }>
