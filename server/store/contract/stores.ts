import { equal, ok } from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { CommandView, NewCommand } from '#kernel/command.ts'
import { register } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { openLocalStore } from '../sqlite/local-store.ts'
import { readMigrations } from '../sqlite/migrate.ts'
import { machineRandom } from '../sqlite/random.ts'
import { openThreadStore } from '../sqlite/thread-store.ts'
import { idsFrom, migrationsFolder, newFolder, stoppedClock } from './toy-clinic.ts'
import { modules } from './toy-modules.ts'

/** How an adapter is opened for the contract, on a folder that may hold what an earlier one wrote. */
export type OpenStore = (folder: string, clock: ClinicClock) => Promise<Store>

export type Bench = {
  readonly store: Store
  readonly clock: ClinicClock
  readonly folder: string
  readonly id: () => string
}

/** An opened store in a new folder, closed when the test ends. */
export async function benchFor(context: TestContext, open: OpenStore): Promise<Bench> {
  const [folder, clock] = [newFolder(), stoppedClock()]
  const store = await open(folder, clock)
  context.after(() => store.close())
  return { store, clock, folder, id: idsFrom(1) }
}

/** Hands a command over and waits until it is final. Throws where it was not accepted. */
export async function settled(store: Store, command: NewCommand): Promise<CommandView> {
  const submission = await store.submit(command)
  equal(submission.kind, 'accepted')
  const found = await store.command(command.id, 5_000)
  ok(found, 'an accepted command is found')
  return found
}

const registry = register(modules)

const openHere: OpenStore = async (folder, clock) =>
  openLocalStore({
    folder,
    registry,
    migrations: readMigrations(migrationsFolder),
    clock: clock.now,
    random: machineRandom(),
  })

const openBeside: OpenStore = (folder, clock) =>
  openThreadStore({
    folder,
    registry,
    modules: new URL('./toy-modules.ts', import.meta.url).href,
    migrations: migrationsFolder,
    clock,
    random: machineRandom(),
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })

/** Every store there is; the contract holds for each. */
export const stores: readonly (readonly [name: string, open: OpenStore])[] = [
  ['the store in this thread', openHere],
  ['the store with its writer in a thread', openBeside],
]
