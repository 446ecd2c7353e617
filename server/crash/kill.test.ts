import { deepEqual, equal, ok } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { register } from '#kernel/registry.ts'
import { migrationsFolder, newFolder } from '#store/contract/toy-clinic.ts'
import { modules } from '#store/contract/toy-modules.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { openThreadStore } from '#store/sqlite/thread-store.ts'
import { clinicClock } from '#worker/clock.ts'
import { audit, nothingAudited, underWay } from './audit.ts'
import { emptyLedger, load, sendAgain } from './clients.ts'
import { type Draw, drawFrom } from './draw.ts'
import { startShop } from './shop.ts'
import { toyClients } from './toy-clients.ts'

const isLong = process.env['TEST_LENGTH'] === 'long'
const cycles = Number(process.env['CRASH_CYCLES'] ?? (isLong ? 2_000 : 60))
const seed = Number(process.env['CRASH_SEED'] ?? 20_261_123)
const clients = 24
const perFolder = 100
const toyModules = import.meta.resolve('#store/contract/toy-modules.ts')

/** Waits until every command has come to its end. Throws where one never does. */
async function allEnded(folder: string): Promise<void> {
  for (let looks = 0; underWay(folder) > 0; looks += 1) {
    if (looks > 1_000) throw new Error(`${underWay(folder)} commands never end`)
    await wait(10)
  }
}

/** So many kills on one data folder. Returns how many commands were acknowledged. */
async function killRepeatedly(kills: number, draw: Draw): Promise<number> {
  const [folder, ledger, audited] = [newFolder(), emptyLedger(), nothingAudited()]
  const [shopOf, choose] = [{ folder, modules: toyModules }, toyClients(draw)]
  for (let kill = 1; kill <= kills; kill += 1) {
    const shop = await startShop(shopOf)
    // Now and then it is killed again at once, while it still takes up what was left.
    if (!draw.oneIn(5)) {
      equal(await sendAgain(shop, ledger), true)
      await allEnded(folder)
      deepEqual(audit(folder, ledger, audited), [], `${folder} after kill ${kill - 1}`)
    }
    const killed = wait(draw.between(20, 300)).then(() => shop.kill())
    await load(shop, ledger, choose, clients, () => false)
    await killed
  }
  const shop = await startShop(shopOf)
  await sendAgain(shop, ledger)
  await allEnded(folder)
  deepEqual(audit(folder, ledger, nothingAudited()), [], folder)
  await shop.kill()
  return ledger.acknowledged.size
}

test(`killed ${cycles} times under ${clients} clients, every acknowledged command ends once`, async (context: TestContext) => {
  const draw = drawFrom(seed)
  context.diagnostic(`seed ${seed}`)
  let acknowledged = 0
  // A new folder now and then, so that a long run is about kills and not about reading a long log.
  for (let left = cycles; left > 0; left -= perFolder) {
    acknowledged += await killRepeatedly(Math.min(left, perFolder), draw)
  }
  context.diagnostic(`${acknowledged} commands acknowledged, 0 lost`)
  ok(acknowledged >= cycles * 10)
})

const deaths = isLong ? Math.ceil(cycles / 4) : 20

test(`the writer’s thread killed ${deaths} times under load: nothing lost, nothing twice`, async (context: TestContext) => {
  const [folder, ledger, draw] = [newFolder(), emptyLedger(), drawFrom(seed + 1)]
  const store = await openThreadStore({
    folder,
    registry: register(modules),
    modules: toyModules,
    migrations: migrationsFolder,
    clock: clinicClock(() => Date.now()),
    random: machineRandom(),
    deathsMax: Number.POSITIVE_INFINITY,
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })
  context.after(() => store.close())
  let isOver = false
  const loading = load(store, ledger, toyClients(draw), clients, () => isOver)
  for (let death = 0; death < deaths; death += 1) {
    await wait(draw.between(5, 120))
    const before = ledger.acknowledged.size
    await store.killWriter()
    while (ledger.acknowledged.size === before) await wait(5)
  }
  isOver = true
  await loading
  await sendAgain(store, ledger)
  await allEnded(folder)
  deepEqual(audit(folder, ledger, nothingAudited()), [])
  context.diagnostic(`${ledger.acknowledged.size} commands acknowledged, 0 lost`)
})
