import type { Steering } from './steering.ts'

/** Something that happened, in the past tense. `data` is plain JSON and never changes once stored. */
export type DomainEvent<Type extends string = string, Data extends object = object> = {
  readonly type: Type
  readonly data: Data
}

/** Whoever asks or acts: a person's id, or `system:<process>` acting for the person who began it. */
export type Actor = {
  readonly id: string
  readonly role: string
  readonly onBehalfOf: string | null
}

/** An event as it stands in the log. Times are milliseconds since 1970 in UTC. */
export type Envelope<E extends DomainEvent = DomainEvent> = E & {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly typeVersion: number
  readonly at: number
  readonly actor: string
  readonly role: string
  readonly onBehalfOf: string | null
  readonly command: string
  readonly correlation: string
  readonly causation: number | null
  readonly step: string | null
}

/** The data of one event type of a union. */
export type DataOf<E extends DomainEvent, Type extends E['type']> = Extract<
  E,
  { type: Type }
>['data']

/**
 * What the kernel must know of a stored event type besides its shape.
 * `personal` names the fields that are sealed under the key of the stream's person.
 * `upcasts[n]` turns stored data of version n into version n + 1: pure, JSON to JSON.
 * `keeps` names the field that is a document's new content: kept in place of the one before, never logged.
 * `words` is the sentence a history shows; `{amount:money}` and the like are filled from the data.
 * `steers` says what is done with a process because of it, in the transaction that writes it.
 */
export type EventDescription<Data extends object = object> = {
  readonly version: number
  readonly words: string
  readonly tone?: 'note' | 'good' | 'held' | 'bad'
  readonly personal?: readonly (keyof Data & string)[]
  readonly reason?: keyof Data & string
  readonly keeps?: keyof Data & string
  steers?(data: Data): Steering | undefined
  readonly upcasts?: Readonly<
    Record<number, (data: Record<string, unknown>) => Record<string, unknown>>
  >
}

export type EventDescriptions = Readonly<Record<string, EventDescription>>

/** Describes every event type of a union; a missing one does not compile. */
export function describeEvents<E extends DomainEvent>(
  descriptions: {
    readonly [T in E['type']]: EventDescription<DataOf<E, T>>
  },
): EventDescriptions {
  return descriptions as unknown as EventDescriptions
}

/** Whom people would ask about it: who did it, or who began what a process did. */
export function doerOf(done: {
  readonly actor: string
  readonly role: string
  readonly onBehalfOf: string | null
}): string {
  return done.role === 'system' ? (done.onBehalfOf ?? done.actor) : done.actor
}

/** The category of a stream: all but the last 37 characters (a hyphen and a UUID). */
export function categoryOf(stream: string): string {
  return stream.slice(0, -37)
}

/** The id within a stream's name: its last 36 characters. */
export function idOf(stream: string): string {
  return stream.slice(-36)
}

/** The name of a stream, e.g. `order-<uuid>`. */
export function streamOf(category: string, id: string): string {
  return `${category}-${id}`
}
