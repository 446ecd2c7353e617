import type { Envelope } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import type { AnyProcess } from '#kernel/process.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import { register } from '#kernel/registry.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { type LocalStore, openLocalStore } from '../sqlite/local-store.ts'
import { readMigrations } from '../sqlite/migrate.ts'
import { machineRandom } from '../sqlite/random.ts'
import type { Fault } from '../sqlite/writer.ts'
import { idsFrom, migrationsFolder, newFolder, stoppedClock } from './toy-clinic.ts'
import { modules } from './toy-modules.ts'

/** A store in this thread, its clock, and a look into its processes: what tests of the worker need. */
export type Shop = {
  readonly store: LocalStore
  readonly clock: ClinicClock
  readonly folder: string
  readonly id: () => string
  /** Lets time pass, in ms, and carries out what is due then. */
  pass(ms: number): void
  /** The events of a process and what they tell. */
  processOf(
    name: string,
    id: string,
  ): Promise<{ readonly events: readonly Envelope[]; readonly told: Told }>
  /** What a process still waits for. */
  timersOf(
    name: string,
    id: string,
  ): Promise<readonly { readonly name: string; readonly due: number }[]>
}

export type ShopSettings = {
  readonly folder?: string
  readonly clock?: ClinicClock
  readonly modules?: readonly Module[]
  readonly fault?: Fault
  /** 0: a batch leaves to the next what processes sent. */
  readonly batchMs?: number
}

function named(processes: ReadonlyMap<string, AnyProcess>, name: string): AnyProcess {
  const process = processes.get(name)
  if (!process) throw new Error(`No toy process is called ${name}`)
  return process
}

/** Opens a shop, on a new folder unless one is given. */
export function openShop(settings: ShopSettings = {}): Shop {
  const { folder = newFolder(), clock = stoppedClock(), fault, batchMs } = settings
  const registry = register(settings.modules ?? modules)
  const store = openLocalStore({
    folder,
    registry,
    migrations: readMigrations(migrationsFolder),
    clock: clock.now,
    random: machineRandom(),
    ...(fault ? { fault } : {}),
    ...(batchMs === undefined ? {} : { batchMs }),
  })
  return {
    store,
    clock,
    folder,
    id: idsFrom(1),
    pass(ms) {
      clock.set(clock.now() + ms, 0)
      store.settleAll()
    },
    async processOf(name, id) {
      const events = await store.stream(`process.${name}-${id}`)
      return { events, told: foldProcess(named(registry.processes, name), events) }
    },
    timersOf: (name, id) =>
      store.query({
        sql: 'SELECT name, due FROM timers WHERE owner = ? ORDER BY due',
        args: [`process.${name}-${id}`],
        answer: (found) =>
          found.map((one) => ({ name: String(one['name']), due: Number(one['due']) })),
      }),
  }
}
