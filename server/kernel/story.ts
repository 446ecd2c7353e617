import { deepStrictEqual, ok } from 'node:assert/strict'
import { evolve } from './decider.ts'
import type { Actor, DomainEvent, Envelope } from './event.ts'
import type { Context, Intent } from './intent.ts'
import type { Act, Process, Signal } from './process.ts'
import type { Answers, Queries } from './query.ts'
import { isRefusal, type Refusal } from './refusal.ts'

/** A moment for tests that need none in particular: Monday 23 November 2026, 09:52 in London. */
export const storyTime = 1_795_427_520_000

/** A UUID that is easy to read in a test: `storyId(7)`. */
export function storyId(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** An event as it would stand in a log, for folding. */
export function stored<E extends DomainEvent>(
  event: E,
  place: Partial<Envelope> = {},
): Envelope<E> {
  return {
    position: 1,
    stream: `thing-${storyId(1)}`,
    version: 1,
    typeVersion: 1,
    at: storyTime,
    actor: storyId(9),
    role: 'system',
    onBehalfOf: null,
    command: storyId(8),
    correlation: storyId(8),
    causation: null,
    step: null,
    ...place,
    ...event,
  }
}

type Circumstances<Facts> = {
  readonly at?: number
  readonly facts?: Facts
  readonly person?: string | null
  readonly target?: string
}

/**
 * Given events, when an actor asks with this data, then events or a refusal.
 * `needs` is asked first, as the worker does.
 */
export function story<Form, S, E extends DomainEvent, Q extends Queries>(
  intent: Intent<Form, S, E, Q>,
) {
  return (...given: readonly DomainEvent[]) => ({
    when(actor: Actor, data: Form, circumstances: Circumstances<Answers<Q>> = {}) {
      const target = circumstances.target ?? `${intent.on.stream}-${storyId(1)}`
      const state = given.reduce<unknown>(
        (folded, event, index) =>
          evolve(
            intent.on as never,
            folded,
            stored(event, { stream: target, version: index + 1, position: index + 1 }),
          ),
        intent.on.initialState,
      ) as S
      const context: Context<Answers<Q>> = {
        command: storyId(8),
        target,
        person: circumstances.person ?? null,
        at: circumstances.at ?? storyTime,
        actor,
        facts: (circumstances.facts ?? {}) as Answers<Q>,
        id: (label) => `derived-${label}`,
        isSecret: (label, text) => text === `secret-for-${label}`,
      }
      return outcomeOf(intent.needs?.(state, context) ?? intent.decide(state, { ...context, data }))
    },
  })
}

function outcomeOf(decision: readonly DomainEvent[] | Refusal) {
  return {
    decision,
    thenEvents(...expected: readonly DomainEvent[]) {
      deepStrictEqual(decision, expected)
    },
    thenRefused(code: string, facts?: object) {
      ok(isRefusal(decision), `expected the refusal ${code}, got ${JSON.stringify(decision)}`)
      deepStrictEqual(decision.code, code)
      if (facts) deepStrictEqual(decision.facts, facts)
    },
  }
}

/** A signal as a process sees it. */
export function signal(type: string, data: object = {}, place: Partial<Signal> = {}): Signal {
  return {
    type,
    data: data as Record<string, unknown>,
    stream: `thing-${storyId(1)}`,
    actor: storyId(9),
    command: storyId(8),
    person: null,
    ...place,
  }
}

/** Given signals, when one more comes, then these acts. */
export function processStory<S>(process: Process<S>) {
  return (...given: readonly Signal[]) => ({
    when(next: Signal, at: number = storyTime) {
      const before = given.reduce((state, one) => process.evolve(state, one), process.initialState)
      const state = process.evolve(before, next)
      const acts = process.react(state, next, at)
      return {
        state,
        acts,
        thenActs(...expected: readonly Act[]) {
          deepStrictEqual(acts, expected)
        },
      }
    },
  })
}
