import type { StandingQuery } from './authorise.ts'
import type { AnyDecider } from './decider.ts'
import type { AnyDocumentKind } from './document.ts'
import { categoryOf, type EventDescription } from './event.ts'
import type { AnyIntent } from './intent.ts'
import type { Module } from './module.ts'
import { ownEvents } from './own-events.ts'
import { type AnyProcess, processCategory } from './process.ts'
import { processesModel } from './processes-model.ts'
import type { Projection } from './projection.ts'
import type { Query } from './query.ts'

/** All modules as one, looked up by name. */
export type Registry = {
  readonly modules: readonly Module[]
  readonly intents: ReadonlyMap<string, AnyIntent>
  readonly deciders: ReadonlyMap<string, AnyDecider>
  readonly events: ReadonlyMap<string, EventDescription>
  readonly processes: ReadonlyMap<string, AnyProcess>
  readonly projections: readonly Projection[]
  readonly documents: readonly AnyDocumentKind[]
  /** Who can say how one person stands to another. */
  readonly standings: readonly StandingQuery[]
  /** Who can say why nothing can be begun with a person's things any more. */
  readonly closings: readonly ((person: string) => Query<string | undefined>)[]
  /** Whether an event of this type erases the person of its stream. */
  erases(type: string): boolean
  /** The module of each kind of stream, and of each process's. */
  readonly homes: ReadonlyMap<string, string>
  /** Which processes and projections an event type concerns. */
  processesFor(type: string): readonly AnyProcess[]
  projectionsFor(type: string): readonly Projection[]
}

function byName<T>(what: string, pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const [name, one] of pairs) {
    if (found.has(name) && found.get(name) !== one)
      throw new Error(`Two ${what} are called ${name}`)
    found.set(name, one)
  }
  return found
}

function concerning<T extends { readonly types: readonly string[] }>(all: readonly T[]) {
  const known = new Map<string, readonly T[]>()
  return (type: string): readonly T[] => {
    const found = known.get(type) ?? all.filter(({ types }) => types.includes(type))
    known.set(type, found)
    return found
  }
}

function homesOf(modules: readonly Module[]): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap(({ name, intents, processes }) => [
      ...intents.map(({ on }) => [on.stream, name] as const),
      ...processes.map((process) => [processCategory(process.name), name] as const),
    ]),
  )
}

/** The module that a stream belongs to; nothing for a command's own. */
export function moduleOf({ homes }: Registry, stream: string): string | undefined {
  return homes.get(categoryOf(stream))
}

/** Puts the modules together. Throws where two things have one name or a name leads nowhere. */
export function register(modules: readonly Module[]): Registry {
  const intents = modules.flatMap((module) => module.intents)
  const processes = modules.flatMap((module) => module.processes)
  const projections = [
    processesModel(processes),
    ...modules.flatMap((module) => module.projections),
  ]
  const erasing = new Set(modules.flatMap((module) => module.erasing ?? []))
  const registry: Registry = {
    modules,
    intents: byName(
      'intents',
      intents.map((intent) => [intent.name, intent]),
    ),
    deciders: byName(
      'deciders',
      intents.map(({ on }) => [on.stream, on]),
    ),
    events: byName('event types', [
      ...Object.entries(ownEvents),
      ...modules.flatMap(({ events }) => Object.entries(events)),
    ]),
    processes: byName(
      'processes',
      processes.map((process) => [process.name, process]),
    ),
    projections,
    documents: modules.flatMap(({ documents }) => documents ?? []),
    closings: modules.flatMap(({ closedFor }) => (closedFor ? [closedFor] : [])),
    erases: (type) => erasing.has(type),
    homes: homesOf(modules),
    standings: modules.flatMap(({ standing }) => (standing ? [standing] : [])),
    processesFor: concerning(processes),
    projectionsFor: concerning(projections),
  }
  byName(
    'projections',
    projections.map((projection) => [projection.name, projection]),
  )
  for (const { name, undoneBy } of intents) {
    if (undoneBy && !registry.intents.has(undoneBy))
      throw new Error(`${name} is undone by ${undoneBy}, which is unknown`)
  }
  return registry
}
