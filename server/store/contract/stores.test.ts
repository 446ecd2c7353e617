import { register } from '#kernel/registry.ts'
import { openLocalStore } from '../sqlite/local-store.ts'
import { readMigrations } from '../sqlite/migrate.ts'
import { machineRandom } from '../sqlite/random.ts'
import { openThreadStore } from '../sqlite/thread-store.ts'
import { logContract } from './log-contract.ts'
import { commandContract, type OpenStore } from './store-contract.ts'
import { migrationsFolder } from './toy-clinic.ts'
import { modules } from './toy-modules.ts'

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

for (const [name, open] of [
  ['the store in this thread', openHere],
  ['the store with its writer in a thread', openBeside],
] as const) {
  commandContract(name, open)
  logContract(name, open)
}
