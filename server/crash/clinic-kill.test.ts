import { deepEqual, equal } from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { between, type Draw, drawsFrom } from '#demo/random.ts'
import type { NewCommand } from '#kernel/command.ts'
import { mapOf } from '#kernel/process-map.ts'
import { row } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import type { FaultSwitch } from '#worker/fault-switches.ts'
import { modules } from '../modules.ts'
import { checkTheEnd } from '../simulation/ending.ts'
import { prepareClinic } from '../simulation/prepared-clinic.ts'
import { load, sendAgain } from './clients.ts'
import { type KilledClinic, openKilledClinic } from './clinic.ts'
import { beginsStage, drawFaults, drawJump, type Stage, stageNames } from './clinic-day.ts'
import {
  type Interrupted,
  noteKill,
  noteSurvivors,
  nothingInterrupted,
  notYetStruck,
  wordsOf,
} from './interrupted.ts'
import { type ShopProcess, startShop } from './shop.ts'

const isLong = process.env['TEST_LENGTH'] === 'long'
const cycles = Number(process.env['CRASH_CYCLES'] ?? (isLong ? 1_000 : 25))
const seed = Number(process.env['CRASH_SEED'] ?? 20_261_124)
const clients = 10
const perFolder = 25
const dayMs = 86_400_000

const registry = register(modules)
const modulesFile = import.meta.resolve('../modules.ts')
const order = registry.processes.get('order')
const sends = order ? mapOf(order, registry.intents).sends : []
const prepared = await prepareClinic(modules)
after(prepared.remove)

async function start(clinic: KilledClinic, faults: readonly FaultSwitch[]): Promise<ShopProcess> {
  const { folder } = clinic.seen.machine
  const settings = { folder, modules: modulesFile, moment: clinic.clock.now(), faults }
  const shop = await startShop(settings)
  clinic.arrive(shop)
  return shop
}

function setClock({ clock }: KilledClinic, shop: ShopProcess, moment: number): void {
  clock.set(moment, 1)
  shop.setClock(moment)
}

/** Lets it be killed soon after somebody asked for what the kill is aimed at, or a while later. */
function killing({ seen }: KilledClinic, shop: ShopProcess, draw: Draw, aim: Stage) {
  const asked = Promise.withResolvers<void>()
  const [atLeastMs, atMostMs, afterMs] = [between(draw, 50, 400), 900, between(draw, 0, 12)]
  const begun = Date.now()
  return {
    sees(command: NewCommand) {
      const isLate = Date.now() - begun >= atLeastMs
      if (isLate && beginsStage(aim, command, seen.watch.books)) asked.resolve()
    },
    killed: Promise.race([asked.promise, wait(atMostMs)])
      .then(() => wait(afterMs))
      .then(() => shop.kill()),
  }
}

const atWork = (now: number) =>
  row<{ next: number | null; due: number; head: number }>(
    `SELECT (SELECT min(due) FROM timers) AS next, (SELECT max(position) FROM events) AS head,
       (SELECT count(*) FROM commands WHERE state = 'received')
         + (SELECT count(*) FROM timers WHERE due <= ?) AS due`,
    now,
  )

/** Waits until nothing is left to do at this time. Returns when the next thing is due, in ms. */
async function atRest({ seen, clock }: KilledClinic): Promise<number | undefined> {
  let head = 0
  for (let looks = 0; looks < 5_000; looks += 1) {
    const found = await seen.machine.store().query(atWork(clock.now()))
    if (found?.due === 0 && found.head === head) return found.next ?? undefined
    head = found?.head ?? 0
    await wait(3)
  }
  throw new Error('The clinic never comes to rest')
}

/** Lets time jump until it is over, each time once what was due is done: to be late is no defect here. */
async function jump(clinic: KilledClinic, shop: ShopProcess, draw: Draw, isOver: () => boolean) {
  while (!isOver()) {
    await wait(between(draw, 2, 12))
    const found = await clinic.seen.machine.store().query(atWork(clinic.clock.now()))
    if (found?.due === 0) setClock(clinic, shop, clinic.clock.now() + drawJump(draw))
  }
}

/** One life of its process: clients ask, time jumps, steps fail, and then it is killed. */
async function live(clinic: KilledClinic, draw: Draw, aim: Stage, seen: Interrupted) {
  const shop = await start(clinic, drawFaults(draw, sends))
  let isOver = false
  try {
    // Now and then nobody asks again at once what was not answered.
    if (draw() < 0.8) equal(await sendAgain(clinic.counterOf(shop), clinic.ledger), true)
    const { sees, killed } = killing(clinic, shop, draw, aim)
    const counter = clinic.counterOf(shop, sees)
    const jumps = jump(clinic, shop, draw, () => isOver)
    const loading = load(counter, clinic.ledger, clinic.clientsOf(aim), clients, () => isOver)
    await Promise.all([loading, killed.then(() => (isOver = true)), jumps])
    await clinic.look()
    noteKill(seen, clinic.seen, clinic.ledger)
  } finally {
    isOver = true
    await shop.kill()
    clinic.leave()
  }
}

/** Nothing fails any more, and there are ninety days for all that was begun to come to its end. */
async function heal(clinic: KilledClinic): Promise<void> {
  const { counterOf, ledger, clock, seen } = clinic
  const shop = await start(clinic, [])
  try {
    equal(await sendAgain(counterOf(shop), ledger), true)
    const end = clock.now() + 90 * dayMs
    for (;;) {
      const next = await atRest(clinic)
      if (next === undefined || clock.now() >= end) break
      setClock(clinic, shop, Math.max(next, clock.now()))
    }
    await clinic.look()
    await checkTheEnd(seen)
  } finally {
    await shop.kill()
    clinic.leave()
  }
}

/**
 * So many kills on one data folder, and up to `more` where a stage was not struck yet. Returns how many
 * commands were acknowledged.
 */
async function killRepeatedly(kills: number, more: number, draw: Draw, all: Interrupted) {
  const clinic = openKilledClinic(prepared.folder, registry, draw)
  for (let kill = 0; kill < kills + more; kill += 1) {
    const missing = notYetStruck(all)
    if (kill >= kills && missing.length === 0) break
    const aims = kill < kills ? stageNames : missing
    await live(clinic, draw, aims[kill % aims.length] ?? 'undo', all)
    noteSurvivors(all, clinic.seen)
  }
  await heal(clinic)
  noteSurvivors(all, clinic.seen)
  return clinic.ledger.acknowledged.size
}

test(`the clinic killed ${cycles} times at its work: each command ends once, and the books hold`, async (context: TestContext) => {
  const draw = drawsFrom(seed)
  context.diagnostic(`seed ${seed}`)
  const all = nothingInterrupted()
  let acknowledged = 0
  for (let left = cycles; left > 0; left -= perFolder) {
    const more = left > perFolder ? 0 : perFolder
    acknowledged += await killRepeatedly(Math.min(left, perFolder), more, draw, all)
  }
  context.diagnostic(`${acknowledged} commands acknowledged, 0 lost`)
  context.diagnostic(`killed while ${wordsOf(all)}`)
  deepEqual(notYetStruck(all), [])
})
