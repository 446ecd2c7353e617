import { evolve } from '#kernel/decider.ts'
import {
  categoryOf,
  type DomainEvent,
  type Envelope,
  type EventDescription,
} from '#kernel/event.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import { keepDocuments, withoutDocument } from './documents.ts'
import { noteErased } from './erasing.ts'
import { type Io, tell } from './io.ts'
import { splitPersonal } from './personal.ts'
import { project } from './project.ts'
import { chain, placeOf, type StoredEvent } from './stored.ts'
import { loadProcess, loadStream, processNamed } from './streams.ts'
import { keep, type Work } from './work.ts'

/** Who and what an event comes from. */
export type Origin = {
  readonly actor: string
  readonly role: string
  readonly onBehalfOf: string | null
  readonly command: string
  readonly correlation: string
  readonly causation: number | null
  readonly step: string | null
}

function described(work: Work, { type }: DomainEvent): EventDescription {
  const description = work.registry.events.get(type)
  if (!description) throw new Error(`No module describes the event ${type}`)
  return description
}

function toStored(work: Work, event: DomainEvent, place: Place, origin: Origin): StoredEvent {
  const description = described(work, event)
  const { plain, personal } = splitPersonal(event, description)
  if (personal && place.person === null)
    throw new Error(`${event.type} has personal fields, but ${place.stream} is nobody's`)
  const { head } = work.memory
  return {
    position: head.position + 1,
    stream: place.stream,
    version: place.version,
    category: categoryOf(place.stream),
    type: event.type,
    type_version: description.version,
    at: Math.max(work.clock(), head.at),
    actor: origin.actor,
    role: origin.role,
    on_behalf_of: origin.onBehalfOf,
    command_id: origin.command,
    correlation: origin.correlation,
    causation: origin.causation,
    step: origin.step,
    data: JSON.stringify(plain),
    sealed:
      personal && place.person
        ? work.vault.seal(place.person, placeOf(place), JSON.stringify(personal))
        : null,
    sealed_for: personal ? place.person : null,
  }
}

type Place = { readonly stream: string; readonly version: number; readonly person: string | null }

const insertEvent = `INSERT INTO events (position, stream, version, category, type, type_version, at, actor, role,
  on_behalf_of, command_id, correlation, causation, step, data, sealed, sealed_for, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Writes one event at the head of the log, chains it, and writes the read models that go with it. */
export function* appendAt(
  work: Work,
  place: Place,
  carried: DomainEvent,
  origin: Origin,
): Io<Envelope> {
  const { memory } = work
  const event = withoutDocument(carried, described(work, carried))
  const stored = toStored(work, event, place, origin)
  const hash = chain(memory.head.hash, stored)
  yield* tell(
    insertEvent,
    stored.position,
    stored.stream,
    stored.version,
    stored.category,
    stored.type,
    stored.type_version,
    stored.at,
    stored.actor,
    stored.role,
    stored.on_behalf_of,
    stored.command_id,
    stored.correlation,
    stored.causation,
    stored.step,
    stored.data,
    stored.sealed,
    stored.sealed_for,
    hash,
  )
  yield* noteType(work, stored)
  const envelope: Envelope = {
    type: event.type,
    data: event.data,
    position: stored.position,
    stream: stored.stream,
    version: stored.version,
    typeVersion: stored.type_version,
    at: stored.at,
    actor: origin.actor,
    role: origin.role,
    onBehalfOf: origin.onBehalfOf,
    command: origin.command,
    correlation: origin.correlation,
    causation: origin.causation,
    step: origin.step,
  }
  memory.head = { position: stored.position, hash, at: stored.at }
  memory.appended.push(envelope)
  yield* noteErased(work, event.type, place.person)
  yield* keepDocuments(work, envelope, carried)
  yield* project(work, envelope)
  return envelope
}

function* noteType(work: Work, { type, type_version }: StoredEvent): Io<void> {
  const key = `${type}/${type_version}`
  if (work.memory.knownTypes.has(key)) return
  yield* tell(
    'INSERT INTO event_types (type, version) VALUES (?, ?) ON CONFLICT DO NOTHING',
    type,
    type_version,
  )
  work.memory.knownTypes.add(key)
}

function* bear(stream: string, person: string | null): Io<void> {
  yield* tell(
    'INSERT INTO streams (id, category, person) VALUES (?, ?, ?)',
    stream,
    categoryOf(stream),
    person,
  )
}

/** Appends domain events to a stream, which they may give birth to as this person's. */
export function* appendTo(
  work: Work,
  stream: string,
  person: string | null,
  events: readonly DomainEvent[],
  origin: Origin,
): Io<void> {
  const on = work.registry.deciders.get(categoryOf(stream))
  let kept = yield* loadStream(work, stream)
  if (kept.version === 0 && events.length > 0) {
    kept = { ...kept, person }
    yield* bear(stream, person)
  }
  work.memory.touched.push(stream)
  for (const event of events) {
    const version = kept.version + 1
    const envelope = yield* appendAt(work, { stream, version, person: kept.person }, event, origin)
    kept = { ...kept, version, state: on ? evolve(on, kept.state, envelope) : undefined }
  }
  keep(work.memory.streams, stream, kept)
}

/** Appends one event to a process's stream and folds it. */
export function* appendToProcess(
  work: Work,
  name: string,
  stream: string,
  event: DomainEvent,
  origin: Origin,
  born?: { readonly person: string | null },
): Io<{ readonly told: Told; readonly event: Envelope }> {
  let kept = yield* loadProcess(work, name, stream)
  if (kept.version === 0) {
    kept = { ...kept, person: born?.person ?? null }
    yield* bear(stream, kept.person)
  }
  work.memory.touched.push(stream)
  const version = kept.version + 1
  const envelope = yield* appendAt(work, { stream, version, person: kept.person }, event, origin)
  const told = foldProcess(processNamed(work, name), [envelope], kept)
  keep(work.memory.processes, stream, { ...told, version, person: kept.person })
  return { told, event: envelope }
}
