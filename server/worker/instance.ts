import type { DomainEvent, Envelope } from '#kernel/event.ts'
import type { AnyProcess } from '#kernel/process.ts'
import { appendToProcess, type Origin } from './append.ts'
import type { Io } from './io.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/** One instance of a process, and what it is reacting to. */
export type Instance = {
  readonly process: AnyProcess
  readonly stream: string
  readonly cause: Cause
}

/** What an instance reacts to: the command, its event, and on whose behalf. */
export type Cause = {
  readonly command: string
  readonly position: number
  readonly correlation: string
  readonly initiator: string
}

/** Where the events of a process come from. */
export function originOf({ process, cause }: Instance, step: string | null = null): Origin {
  return {
    actor: `system:${process.name}`,
    role: 'system',
    onBehalfOf: cause.initiator,
    command: cause.command,
    correlation: cause.correlation,
    causation: cause.position,
    step,
  }
}

/** The process's correlation and initiator once it has begun, so that all it does belongs together. */
export function* instance(
  work: Work,
  process: AnyProcess,
  stream: string,
  cause: Cause,
): Io<Instance> {
  const { life } = yield* loadProcess(work, process.name, stream)
  if (!life.began) return { process, stream, cause }
  return {
    process,
    stream,
    cause: { ...cause, correlation: life.began.correlation, initiator: life.began.actor },
  }
}

/** An event as the cause of what a process does. */
export function causeOf(event: Envelope): Cause {
  const { command, position, correlation, actor, onBehalfOf, role } = event
  return {
    command,
    position,
    correlation,
    initiator: role === 'system' ? (onBehalfOf ?? actor) : actor,
  }
}

/** Appends an event to the instance's own stream. */
export function* append(
  work: Work,
  one: Instance,
  event: DomainEvent,
  born?: { readonly person: string | null },
): Io<Envelope> {
  const appended = yield* appendToProcess(
    work,
    one.process.name,
    one.stream,
    event,
    originOf(one),
    born,
  )
  return appended.event
}
