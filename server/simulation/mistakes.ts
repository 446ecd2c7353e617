import type { DomainEvent } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import type { Act, AnyProcess, Signal } from '#kernel/process.ts'
import type { Projection } from '#kernel/projection.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'

/** Changes one thing in all that the modules declare. */
export type Change = (all: readonly Module[]) => readonly Module[]

type Decision = readonly DomainEvent[] | Refusal
type Deciding = (state: unknown, context: never) => Decision

/** One intent otherwise than it is. */
export function withIntent(name: string, change: (real: AnyIntent) => AnyIntent): Change {
  const changed = (one: AnyIntent) => (one.name === name ? change(one) : one)
  return (all) => all.map((one) => ({ ...one, intents: one.intents.map(changed) }))
}

/** One process that reacts otherwise. */
export function withProcess(
  name: string,
  react: (real: AnyProcess, state: unknown, signal: Signal, at: number) => readonly Act[],
): Change {
  const changed = (one: AnyProcess): AnyProcess =>
    one.name === name
      ? { ...one, react: (state, signal, at) => react(one, state, signal, at) }
      : one
  return (all) => all.map((one) => ({ ...one, processes: one.processes.map(changed) }))
}

/** Every read model otherwise than it is. */
export function withProjections(change: (real: Projection) => Projection): Change {
  return (all) => all.map((one) => ({ ...one, projections: one.projections.map(change) }))
}

/** Tables that take whatever they are given, so that a wrong decision is not stopped by them. */
export const unguarded = withProjections((one) => ({
  ...one,
  mode: one.mode === 'guard' ? 'inline' : one.mode,
  tables: Object.fromEntries(
    Object.entries(one.tables).map(([name, { columns, key }]) => [name, { columns, key }]),
  ),
}))

/** Decides as before, and then changes what was decided. */
export function deciding(
  turn: (decision: Decision, again: Deciding, state: unknown, context: never) => Decision,
) {
  return (real: AnyIntent): AnyIntent => {
    const decide = real.decide as Deciding
    return {
      ...real,
      decide: (state, context) =>
        turn(decide(state, context as never), decide, state, context as never),
    }
  }
}

/** The form's values in a decision's context. */
export function dataOf(context: never): Readonly<Record<string, unknown>> {
  return (context as { data: Readonly<Record<string, unknown>> }).data
}

/** Makes of a refusal with this code the events that would have been, with the context changed. */
export function insteadOf(
  code: string,
  events: (refusal: Refusal, context: never) => readonly DomainEvent[],
) {
  return deciding((decision, _, __, context) =>
    isRefusal(decision) && decision.code === code ? events(decision, context) : decision,
  )
}
