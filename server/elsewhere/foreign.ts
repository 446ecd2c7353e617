import type { Foreign, NewCommand } from '#kernel/command.ts'
import type { AnyIntent, Asking } from '#kernel/intent.ts'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { modulesOf } from './tables.ts'

/** Who asks here and there, and where the tables of each module are. */
export type Foreigners = {
  readonly registry: Registry
  readonly tables: ReadonlyMap<string, string>
  /** Where a module's log and read models are. */
  homeOf(module: string | undefined): Store
  /** The clinic's time in ms. */
  now(): number
}

async function askingOf(
  { now, registry }: Foreigners,
  home: Store,
  intent: AnyIntent,
  { target, actor, data }: NewCommand,
): Promise<Asking<unknown>> {
  const owner = await home.personOf(target)
  const person = owner === undefined ? (intent.person?.(data, target) ?? null) : owner
  const process = (name: string) => registry.processes.get(name)
  return { target, person, at: now(), actor, data, process }
}

/**
 * What a command needs to know that is not where it is carried out: asked now, where it is, and sent along.
 * Nothing where all is at hand.
 */
export async function foreignFor(
  foreigners: Foreigners,
  home: Store,
  command: NewCommand,
): Promise<Foreign | undefined> {
  const { registry, tables, homeOf } = foreigners
  const intent = registry.intents.get(command.intent)
  if (!intent) return undefined
  const asking = await askingOf(foreigners, home, intent, command)
  const facts: Record<string, readonly Row[]> = {}
  for (const [name, query] of Object.entries(intent.reads?.(asking) ?? {})) {
    const [module] = modulesOf(query, tables)
    const other = homeOf(module)
    if (module === undefined || other === home) continue
    facts[name] = await other.query({ sql: query.sql, args: query.args, answer: (rows) => rows })
  }
  const standing = await standingOf(foreigners, home, asking)
  if (Object.keys(facts).length === 0 && standing === undefined) return undefined
  return { facts, ...(standing === undefined ? {} : { standing }) }
}

/** How the actor stands to whoever it is about, where only another log knows. */
async function standingOf(
  { registry, tables, homeOf }: Foreigners,
  home: Store,
  { actor, person, at }: Asking<unknown>,
): Promise<readonly string[] | undefined> {
  const queries = registry.standings.map((query) =>
    query({ actor: actor.id, person: person ?? '', at }),
  )
  const isAtHome = queries.every((query) => homeOf([...modulesOf(query, tables)][0]) === home)
  if (isAtHome || person === null) return isAtHome ? undefined : []
  const words = await Promise.all(
    queries.map((query) => homeOf([...modulesOf(query, tables)][0]).query(query)),
  )
  return words.flat()
}
