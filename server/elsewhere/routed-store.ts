import type { CommandView, NewCommand } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Query } from '#kernel/query.ts'
import { moduleOf } from '#kernel/registry.ts'
import type { LogQuery, Store } from '#kernel/store.ts'
import { type Foreigners, foreignFor } from './foreign.ts'
import { rehearseTogether } from './rehearsing.ts'
import { modulesOf } from './tables.ts'

/** The store of this process, and those of the modules that live elsewhere. */
export type Places = {
  readonly here: Store
  readonly elsewhere: ReadonlyMap<string, Store>
}

const isCommandStream = (stream: string) => stream.startsWith('command-')
const anyId = '00000000-0000-0000-0000-000000000000'

/**
 * One store over several logs: each question goes where its answer is. What belongs to a command rather
 * than to a thing is looked for here first.
 */
export function routedStore(places: Places, foreigners: Foreigners): Store {
  const { here } = places
  const ways = waysTo(places, foreigners)
  const { homeOfStream, homeOfQuery, firstThere } = ways
  const withForeign = async (command: NewCommand): Promise<[Store, NewCommand]> => {
    const home = homeOfStream(command.target)
    const foreign = await foreignFor(foreigners, home, command)
    return [home, foreign ? { ...command, foreign } : command]
  }
  return {
    async submit(command) {
      const [home, known] = await withForeign(command)
      return home.submit(known)
    },
    async rehearse(command) {
      const [home, known] = await withForeign(command)
      return home === here
        ? rehearseTogether(here, places.elsewhere, foreigners, known)
        : home.rehearse(known)
    },
    command: (id, waitMs) =>
      firstThere<CommandView | undefined>(
        (store) => store.command(id, waitMs),
        (found) => found !== undefined,
      ),
    stream: (id, after) =>
      isCommandStream(id)
        ? firstThere(
            (store) => store.stream(id, after),
            (found) => found.length > 0,
          )
        : homeOfStream(id).stream(id, after),
    personOf: (stream) =>
      isCommandStream(stream)
        ? firstThere(
            (store) => store.personOf(stream),
            (found) => found !== undefined,
          )
        : homeOfStream(stream).personOf(stream),
    log: (query) => logOf(ways, here, query),
    positionAt: (time) => here.positionAt(time),
    head: () => here.head(),
    reached: (projection, position, ms) => here.reached(projection, position, ms),
    query: async (query) => homeOfQuery(query).query(query),
    onCommit(listener) {
      const stops = [
        here.onCommit(listener),
        // What was committed elsewhere is not told: whoever keeps what was read looks again.
        ...ways.others.map((store) => store.onCommit(async () => listener(await here.head()))),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
    async close() {
      await Promise.all([here, ...ways.others].map((store) => store.close()))
    },
  }
}

type Ways = {
  readonly others: readonly Store[]
  homeOfStream(stream: string): Store
  homeOfQuery(query: Query<unknown>): Store
  /** The first answer that is one, from here and then from elsewhere. */
  firstThere<T>(ask: (store: Store) => Promise<T>, isThere: (found: T) => boolean): Promise<T>
}

function waysTo({ here, elsewhere }: Places, { registry, tables }: Foreigners): Ways {
  const others = [...new Set(elsewhere.values())]
  return {
    others,
    homeOfStream: (stream) => elsewhere.get(moduleOf(registry, stream) ?? '') ?? here,
    homeOfQuery(query) {
      const modules = [...modulesOf(query, tables)]
      const homes = new Set(modules.map((module) => elsewhere.get(module) ?? here))
      if (homes.size > 1) throw new Error(`This query reads the tables of two logs: ${query.sql}`)
      const [home = here] = homes
      return home
    },
    async firstThere(ask, isThere) {
      const found = await ask(here)
      if (isThere(found)) return found
      for (const other of others) {
        const there = await ask(other)
        if (isThere(there)) return there
      }
      return found
    },
  }
}

async function logOf(
  { others, homeOfStream }: Ways,
  here: Store,
  query: LogQuery,
): Promise<readonly Envelope[]> {
  const { about, category, correlation, limit } = query
  if (about) return homeOfStream(about).log(query)
  if (category) return homeOfStream(`${category}-${anyId}`).log(query)
  if (!correlation) return here.log(query)
  const found = await Promise.all([here, ...others].map((store) => store.log(query)))
  return found
    .flat()
    .toSorted((one, other) => one.at - other.at)
    .slice(0, limit)
}
