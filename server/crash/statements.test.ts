import { deepEqual, equal, ok } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import type { NewCommand } from '#kernel/command.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  askTour,
  migrationsFolder,
  newFolder,
  stoppedClock,
} from '#store/contract/toy-clinic.ts'
import { modules } from '#store/contract/toy-modules.ts'
import { type OpenFiles, openFiles } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { audit, nothingAudited } from './audit.ts'
import { emptyLedger, type Ledger } from './clients.ts'
import { type Draw, drawFrom } from './draw.ts'

const isLong = process.env['TEST_LENGTH'] === 'long'
const kills = Number(process.env['CRASH_CYCLES'] ?? 2_000)
const crashes = isLong ? kills * 10 : 400
const seed = Number(process.env['CRASH_SEED'] ?? 77)

const registry = register(modules)
const migrations = readMigrations(migrationsFolder)

class Crash extends Error {}

/** A shop whose machine stops dead before a statement, and does nothing more after it. */
type Machine = { readonly files: OpenFiles; readonly isDown: () => boolean }

function boot(folder: string, clock: () => number, crashAt: number): Machine {
  let count = 0
  const files = openFiles({
    folder,
    registry,
    migrations,
    clock,
    random: machineRandom(),
    // Work is spread over many transactions, so that there is much to be interrupted.
    batchMs: 0,
    beforeStatement() {
      count += 1
      if (count >= crashAt) throw new Crash(`before statement ${crashAt}`)
    },
  })
  return { files, isDown: () => count >= crashAt }
}

/** A few commands, some of which were sent before: the client never heard what became of them. */
function nextCommands(draw: Draw, ledger: Ledger): readonly NewCommand[] {
  const fresh = Array.from({ length: draw.between(1, 6) }, (_, index) => {
    const id = storyId(1_000 + ledger.sent.size + index)
    const purse = storyId(draw.between(1, 5))
    const kind = draw.between(1, 4)
    if (kind <= 2) return addCoins(id, purse, draw.between(14, 60), `note ${id}`)
    if (kind === 3) return askSale(id, purse, 1)
    const legs = [1, 2, 3].map(() => storyId(500_000 + draw.between(1, 40)))
    return askTour(id, [...new Set(legs)], draw.oneIn(2))
  })
  for (const command of fresh) ledger.sent.set(command.id, command)
  const again = [...ledger.unknown, ...ledger.acknowledged].filter(() => draw.oneIn(20))
  const old = again.map((id) => ledger.sent.get(id)).filter((one) => one !== undefined)
  return [...fresh, ...old]
}

/** One batch; what it acknowledged is noted only once it has returned, as a client would hear it. */
function sendBatch(
  { files, isDown }: Machine,
  ledger: Ledger,
  commands: readonly NewCommand[],
): void {
  for (const { id } of commands) if (!ledger.acknowledged.has(id)) ledger.unknown.add(id)
  const { submissions } = files.writer.batch(commands)
  // A machine that is down answers nobody, whatever its program still says.
  if (isDown()) throw new Crash('down')
  for (const [index, submission] of submissions.entries()) {
    equal(submission.kind, 'accepted')
    const id = commands[index]?.id ?? ''
    ledger.unknown.delete(id)
    ledger.acknowledged.add(id)
  }
}

/** Starts the machine and runs it until it stops; answers whether it did. */
function runUntilCrash(start: () => Machine, ledger: Ledger, draw: Draw): boolean {
  let machine: Machine | undefined
  try {
    machine = start()
    for (let batches = 0; batches < 40; batches += 1) {
      sendBatch(machine, ledger, draw.oneIn(3) ? [] : nextCommands(draw, ledger))
    }
    return false
  } catch (error) {
    if (error instanceof Crash) return true
    throw error
  } finally {
    machine?.files.close()
  }
}

/** Everything is sent again and worked off, and then nothing may be wrong. */
function heal(folder: string, clock: ClinicClock, ledger: Ledger): readonly string[] {
  const machine = boot(folder, clock.now, Number.POSITIVE_INFINITY)
  const commands = [...ledger.sent.values()]
  for (let from = 0; from < commands.length; from += 100)
    sendBatch(machine, ledger, commands.slice(from, from + 100))
  while (machine.files.writer.hasWork()) machine.files.writer.batch([])
  clock.set(clock.now() + 120_000, 0)
  equal(machine.files.writer.sweep().found, 0)
  machine.files.close()
  return audit(folder, ledger, nothingAudited())
}

test(`stopped dead before any of ${crashes} statements: nothing lost, nothing twice, no orphan`, (context: TestContext) => {
  const draw = drawFrom(seed)
  let [crashed, acknowledged] = [0, 0]
  for (let shop = 0; crashed < crashes; shop += 1) {
    const [folder, ledger] = [newFolder(), emptyLedger()]
    const clock = stoppedClock()
    for (let starts = 0; starts < 40; starts += 1) {
      const crashAt = draw.between(1, draw.oneIn(3) ? 40 : 600)
      if (runUntilCrash(() => boot(folder, clock.now, crashAt), ledger, draw)) crashed += 1
      clock.set(clock.now() + draw.between(-5_000, 20_000), 0)
    }
    deepEqual(heal(folder, clock, ledger), [], `seed ${seed}, shop ${shop}, ${folder}`)
    acknowledged += ledger.acknowledged.size
  }
  context.diagnostic(`${crashed} crashes, ${acknowledged} commands`)
})

test('however commands are cut into batches and repeated, the outcome is the same', () => {
  const commands = fc.array(
    fc.record({
      purse: fc.integer({ min: 1, max: 3 }),
      coins: fc.integer({ min: 10, max: 40 }),
      things: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  const plan = fc.tuple(
    commands,
    fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }),
    fc.boolean(),
  )
  fc.assert(
    fc.property(plan, ([asked, cuts, isTwice]) => {
      const all = asked.map(({ purse, coins, things }, index) =>
        things === 0
          ? addCoins(storyId(100 + index), storyId(purse), coins)
          : askSale(storyId(100 + index), storyId(purse), things),
      )
      const [ledger, folder] = [emptyLedger(), newFolder()]
      for (const command of all) ledger.sent.set(command.id, command)
      const machine = boot(folder, stoppedClock().now, Number.POSITIVE_INFINITY)
      for (let from = 0, cut = 0; from < all.length; cut += 1) {
        const size = cuts[cut % cuts.length] ?? 1
        const some = all.slice(from, from + size)
        sendBatch(machine, ledger, isTwice ? [...some, ...some] : some)
        from += size
      }
      while (machine.files.writer.hasWork()) machine.files.writer.batch([])
      machine.files.close()
      // Thirteen coins are a defect of the toy's, which is told as such.
      const faults = audit(folder, ledger, nothingAudited()).filter(
        (fault) => !/Thirteen|without effect/.test(fault),
      )
      deepEqual(faults, [])
      ok(ledger.acknowledged.size === all.length)
    }),
    { numRuns: isLong ? kills : 60, seed },
  )
})
