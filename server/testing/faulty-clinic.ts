import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDataFolder } from '#checks/data-folder.ts'
import type { CommandView } from '#kernel/command.ts'
import type { Actor, Envelope } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import type { Fault } from '#store/sqlite/writer.ts'
import { modules } from '../modules.ts'
import { harbourLane } from './harbour-lane.ts'

const migrations = readMigrations(join(import.meta.dirname, '..', '..', 'migrations'))
const registry = register(modules)
/** Who works at the desk there. */
const receptionist = storyId(91)

const founder: Actor = { id: 'system:founding', role: 'system', onBehalfOf: null }

/** Nothing works any more until the clinic's computer is started again. */
class Died extends Error {}

/** A clinic under a virtual clock, whose computer can be made to die at a step, and is started again. */
export type FaultyClinic = {
  /** Asks for something, as if the browser sent it again where the computer died meanwhile. */
  ask(actor: Actor, intent: string, target: string, data: object, id: string): Promise<void>
  /** Kills the computer and starts it again. */
  crash(): Promise<void>
  /** Lets time go by, from one thing that is due to the next, and starts again whatever died. In ms. */
  pass(ms: number): Promise<void>
  command(id: string): Promise<CommandView | undefined>
  events(): Promise<readonly Envelope[]>
  /** What the checks of the whole log find out of place. */
  breaches(): Promise<readonly string[]>
  close(): Promise<void>
}

/** How a fault strikes at a step: as the worker's faults do, or by killing the computer there. */
export type Strikes = (struck: Parameters<Fault>[0]) => ReturnType<Fault> | 'crash'

// In memory where the machine has a folder there: a test of faults writes hundreds of clinics.
function newFolder(): string {
  const fast = '/dev/shm'
  return mkdtempSync(join(existsSync(fast) ? fast : tmpdir(), 'frontdesk-faults-'))
}

/** The same bytes each time, since nothing here is worth hiding. */
function sameBytes(): (count: number) => Uint8Array {
  let drawn = 0
  return (count) => {
    drawn += 1
    return Uint8Array.from({ length: count }, (_, index) => (drawn * 31 + index * 7) % 256)
  }
}

async function breachesIn(folder: string): Promise<readonly string[]> {
  const { breaches } = await checkDataFolder(folder, registry)
  return breaches.map(
    ({ id, position, expected, found }) => `${id} at ${position}: ${expected}; ${found}`,
  )
}

/** Opens a clinic that is set up, with these faults from then on. */
export async function openFaultyClinic(strikes: Strikes): Promise<FaultyClinic> {
  const folder = newFolder()
  let [now, isDead, isSetUp] = [storyTime, false, false]
  const random = sameBytes()
  const fault: Fault = (struck) => {
    const strike = isSetUp ? strikes(struck) : undefined
    if (strike !== 'crash') return strike
    isDead = true
    throw new Died()
  }
  const open = (): LocalStore =>
    openLocalStore({
      folder,
      registry,
      migrations,
      random,
      clock: () => now,
      fault,
      beforeStatement() {
        if (isDead) throw new Died()
      },
    })
  let store = open()
  async function crash(): Promise<void> {
    isDead = false
    await store.close()
    store = open()
  }
  /** Does it, and starts the computer again where it died on the way. */
  async function surviving(work: () => unknown): Promise<void> {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        if (!isDead) throw error
        await crash()
      }
    }
  }
  async function ask(actor: Actor, intent: string, target: string, data: object, id: string) {
    await surviving(() => store.submit({ id, intent, target, actor, data }))
  }
  await ask(
    founder,
    'set-up-clinic',
    clinicStream,
    { ...harbourLane, demo: false, firstAdmin: '' },
    storyId(90),
  )
  const colleague = { name: 'Sam Pell', roles: ['receptionist'], roleTitle: '', seat: 'sam' }
  await ask(founder, 'add-staff', staffStream(receptionist), colleague, receptionist)
  isSetUp = true
  return {
    ask,
    crash,
    async pass(ms) {
      const until = now + ms
      for (;;) {
        const due = store.writer.nextDue()
        if (due === undefined || due > until) break
        now = Math.max(due, now)
        await surviving(() => store.settleAll())
      }
      now = until
      await surviving(() => store.settleAll())
    },
    command: (id) => store.command(id),
    events: () => store.log({ after: 0, limit: 10_000 }),
    breaches: () => breachesIn(folder),
    async close() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
