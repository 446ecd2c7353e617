import { register } from '#kernel/registry.ts'
import { migrationsFolder } from '#store/contract/toy-clinic.ts'
import { modules } from '#store/contract/toy-modules.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { openThreadStore } from '#store/sqlite/thread-store.ts'
import { clinicClock } from '#worker/clock.ts'
import type { FromShop, ToShop } from './shop-messages.ts'

/** A small server in a process of its own, to be killed: it takes commands and answers once they are durable. */

const [folder = ''] = process.argv.slice(2)

function tell(message: FromShop): void {
  if (process.connected) process.send?.(message)
}

lockFolder(folder)
const store = await openThreadStore({
  folder,
  registry: register(modules),
  modules: import.meta.resolve('#store/contract/toy-modules.ts'),
  migrations: migrationsFolder,
  clock: clinicClock(() => Date.now()),
  random: machineRandom(),
  onFatal: (sentence) => {
    console.error(sentence)
    process.exit(70)
  },
})
process.on('message', ({ ask, command }: ToShop) => {
  store.submit(command).then(
    (submission) => tell({ kind: 'answer', ask, submission }),
    (error: unknown) => tell({ kind: 'defect', ask, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })
