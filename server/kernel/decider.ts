import type { DataOf, DomainEvent, Envelope } from './event.ts'

/**
 * The state of one kind of stream, folded from its events. `shape` goes up when the state's
 * type changes, so that kept copies of the old shape are thrown away. Pure.
 */
export type Decider<E extends DomainEvent, S> = {
  readonly stream: string
  readonly shape: number
  readonly initialState: S
  readonly evolve: {
    readonly [T in E['type']]: (
      state: S,
      data: DataOf<E, T>,
      event: Envelope<Extract<E, { type: T }>>,
    ) => S
  }
}

/** A decider whose events and state are not known here; what registries hold. */
export type AnyDecider = Decider<never, never>

/** States a decider, so that a missing or misspelt fold does not compile. */
export function decider<E extends DomainEvent, S>(definition: Decider<E, S>): Decider<E, S> {
  return definition
}

type Fold = (state: unknown, data: object, event: Envelope) => unknown

/** The next state. Throws on an event type that the decider has no fold for. */
export function evolve(on: AnyDecider, state: unknown, event: Envelope): unknown {
  const folds = on.evolve as unknown as Record<string, Fold>
  const fold = Object.hasOwn(folds, event.type) ? folds[event.type] : undefined
  if (!fold) throw new Error(`${on.stream} has no fold for ${event.type} at ${event.position}`)
  return fold(state, event.data, event)
}

/** The state after all the given events, beginning with the initial state. */
export function foldAll(on: AnyDecider, events: readonly Envelope[], from?: unknown): unknown {
  return events.reduce(
    (state, event) => evolve(on, state, event),
    from ?? (on.initialState as unknown),
  )
}
