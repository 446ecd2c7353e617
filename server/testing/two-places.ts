import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { register } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { storyTime } from '#kernel/story.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import type { Fault } from '#store/sqlite/writer.ts'
import { channelTo } from '#worker/outgoing.ts'
import { type Delivered, deliverDue } from '#worker/postman.ts'
import { courierTo } from '../elsewhere/courier.ts'
import { moduleDoor } from '../elsewhere/door.ts'
import type { Foreigners } from '../elsewhere/foreign.ts'
import { openRemoteStore, type RemoteStore } from '../elsewhere/remote-store.ts'
import { routedStore } from '../elsewhere/routed-store.ts'
import { tableHomes } from '../elsewhere/tables.ts'
import { modules } from '../modules.ts'

const root = join(import.meta.dirname, '..', '..')
const secret = 'what-both-processes-of-the-tests-were-started-with'
const registry = register(modules)
const tables = tableHomes(registry)
const names = modules.map(({ name }) => name)

/** How the line between the two places is broken for the next questions, one after the other. */
export type Cut = 'whole' | 'before' | 'after'

type Place = {
  readonly store: LocalStore
  /** Everything as this place sees it: its own log, and the other's over the line. */
  readonly all: Store
  /** Sends what is due. */
  deliver(): Promise<void>
}

/** A clinic whose modules live in two processes' worth of folders, joined by HTTP, in virtual time. */
export type TwoPlaces = {
  readonly desk: Place
  readonly away: Place
  readonly clock: { at: number }
  readonly folders: { readonly desk: string; readonly away: string }
  readonly doors: { readonly desk: URL; readonly away: URL }
  /** What becomes of the next questions that the desk asks. */
  cut(...cuts: readonly Cut[]): void
  /** Closes and opens the files of the place that is away, as a crash and a start would. */
  restartAway(): Promise<void>
  /** Lets time go on until nothing is under way, for so long at most, in ms. */
  settle(forMs: number): Promise<void>
  close(): Promise<void>
}

/** Opens both, with the named modules away; a fault strikes at the desk. */
export async function openTwoPlaces(away: readonly string[], fault?: Fault): Promise<TwoPlaces> {
  const clock = { at: storyTime }
  const folders = { desk: folderFor('desk'), away: folderFor('away') }
  const atDesk = names.filter((name) => !away.includes(name))
  const open = (folder: string, elsewhere: readonly string[], struck?: Fault) =>
    openLocalStore({
      folder,
      registry,
      migrations: readMigrations(join(root, 'migrations')),
      clock: () => clock.at,
      random: machineRandom(),
      elsewhere,
      ...(struck ? { fault: struck } : {}),
    })
  const stores = { desk: open(folders.desk, away, fault), away: open(folders.away, atDesk) }
  const cuts: Cut[] = []
  const deskDoor = await listen(() => stores.desk, atDesk)
  const awayDoor = await listen(() => stores.away, away)
  const toAway = openRemoteStore({ url: awayDoor.url, secret, fetch: cutting(cuts) })
  const toDesk = openRemoteStore({ url: deskDoor.url, secret })
  const placeOf = (mine: 'desk' | 'away', modulesThere: readonly string[], remote: RemoteStore) =>
    openPlace({ store: () => stores[mine], modulesThere, remote, now: () => clock.at })
  const desk = placeOf('desk', away, toAway)
  const there = placeOf('away', atDesk, toDesk)

  async function step(): Promise<boolean> {
    const before = stores.desk.writer.head() + stores.away.writer.head()
    await desk.deliver()
    await there.deliver()
    return stores.desk.writer.head() + stores.away.writer.head() > before
  }

  return {
    desk,
    away: there,
    clock,
    folders,
    doors: { desk: deskDoor.url, away: awayDoor.url },
    cut: (...more) => void cuts.splice(0, cuts.length, ...more),
    async restartAway() {
      await stores.away.close()
      stores.away = open(folders.away, atDesk)
      stores.away.settleAll()
    },
    async settle(forMs) {
      const end = clock.at + forMs
      for (;;) {
        while (await step());
        const next = nextDue(stores.desk, stores.away)
        if (next === undefined || next > end) break
        clock.at = Math.max(clock.at + 1, next)
        stores.desk.settleAll()
        stores.away.settleAll()
      }
      clock.at = end
    },
    async close() {
      await Promise.all([toAway.close(), toDesk.close(), stores.desk.close(), stores.away.close()])
      await Promise.all([deskDoor.close(), awayDoor.close()])
      rmSync(folders.desk, { recursive: true, force: true })
      rmSync(folders.away, { recursive: true, force: true })
    },
  }
}

type PlaceSettings = {
  /** Its own store, as it is open now. */
  store(): LocalStore
  readonly modulesThere: readonly string[]
  readonly remote: RemoteStore
  now(): number
}

function openPlace({ store, modulesThere, remote, now }: PlaceSettings): Place {
  const here = standingFor(store)
  const elsewhere = new Map(modulesThere.map((name) => [name, remote]))
  const homeOf = (module: string | undefined) => elsewhere.get(module ?? '') ?? here
  const foreigners: Foreigners = { registry, tables, homeOf, now }
  const courier = courierTo(remote, foreigners)
  const channels = Object.fromEntries(modulesThere.map((name) => [channelTo(name), courier]))
  return {
    get store() {
      return store()
    },
    all: routedStore({ here, elsewhere }, foreigners),
    async deliver() {
      const { outbox } = store().writer
      const settle = (told: readonly Delivered[]) => outbox.settle(told).states
      const postman = { channels, timeLimit: () => AbortSignal.timeout(5_000) }
      await deliverDue({ lease: outbox.lease, settle }, postman, 50)
      store().settleAll()
    },
  }
}

function folderFor(place: string): string {
  return mkdtempSync(join(tmpdir(), `frontdesk-${place}-`))
}

const ways = names.map(channelTo)

/** The earliest moment at which one of them has something to do, in ms. */
function nextDue(...stores: readonly LocalStore[]): number | undefined {
  const dues = stores
    .flatMap(({ writer }) => [writer.nextDue(), writer.outbox.next(ways)])
    .filter((due) => due !== undefined)
  return dues.length === 0 ? undefined : Math.min(...dues)
}

/** A store that is whatever is open now. */
function standingFor(now: () => LocalStore): Store {
  return new Proxy({} as Store, { get: (_, name: keyof Store) => now()[name] })
}

/** A line that breaks before the question is heard, or after it was answered. */
function cutting(cuts: Cut[]): typeof globalThis.fetch {
  return async (input, init) => {
    if (!String(input).endsWith('/carry-out')) return fetch(input, init)
    const cut = cuts.shift() ?? 'whole'
    if (cut === 'before') throw new TypeError('The line is cut')
    const answer = await fetch(input, init)
    if (cut === 'whole') return answer
    await answer.text()
    throw new TypeError('The line was cut before the answer was read')
  }
}

async function listen(store: () => LocalStore, here: readonly string[]) {
  const server: Server = createServer(
    moduleDoor({ registry, store: standingFor(store), here, secret }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
