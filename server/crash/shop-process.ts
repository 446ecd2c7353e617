import { flushCompileCache } from 'node:module'
import type { Module } from '#kernel/module.ts'
import { register } from '#kernel/registry.ts'
import { migrationsFolder } from '#store/contract/toy-clinic.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { openThreadStore } from '#store/sqlite/thread-store.ts'
import { clinicClock } from '#worker/clock.ts'
import { faultSwitches, switchMemory } from '#worker/fault-switches.ts'
import type { FromShop, ShopSettings, ToShop } from './shop-messages.ts'

/** A small server in a process of its own, to be killed: it takes commands and answers once they are durable. */

const settings = JSON.parse(process.argv[2] ?? '{}') as ShopSettings
const { folder, modules, moment, faults = [] } = settings

function tell(message: FromShop): void {
  if (process.connected) process.send?.(message)
}

lockFolder(folder)
const declared = (await import(modules)) as { modules: readonly Module[] }
const clock = clinicClock(() => Date.now())
if (moment !== undefined) clock.set(moment, 1)
const registry = register(declared.modules)
const switchedBy = switchMemory()
const switches = faultSwitches(registry, switchedBy)
for (const one of faults) switches.turn(one, one.kind, one.times)
const store = await openThreadStore({
  folder,
  registry,
  modules,
  migrations: migrationsFolder,
  clock,
  faults: switchedBy,
  random: machineRandom(),
  onFatal: (sentence) => {
    console.error(sentence)
    process.exit(70)
  },
})
process.on('message', (message: ToShop) => {
  if (message.do === 'set-clock') {
    clock.set(message.moment, 1)
    store.clockSet()
    return
  }
  const { ask, command } = message
  const answering = message.do === 'submit' ? store.submit(command) : store.rehearse(command)
  answering.then(
    (answer) => tell({ kind: 'answer', ask, answer }),
    (error: unknown) => tell({ kind: 'defect', ask, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
// Whoever is killed leaves no compiled code behind, and the next start would take twice as long.
flushCompileCache()
tell({ kind: 'ready' })
