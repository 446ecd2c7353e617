import { cpSync, rmSync } from 'node:fs'
import { bytesFrom, drawsFrom } from '#demo/random.ts'
import type { NewCommand } from '#kernel/command.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { CommitUnknown } from '#store/sqlite/committing.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import type { Batch, Fault } from '#store/sqlite/writer.ts'
import { opening } from './cast.ts'
import { migrations, newFolder } from './prepared-clinic.ts'
import type { FaultyIntent, Step } from './scenario.ts'

type Break = Pick<Extract<Step, { do: 'break' }>, 'how' | 'statements'>

/** `died`: nobody knows what became of it until the machine is started again. `full`: nothing was done. */
export type Done<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'died' }
  | { readonly kind: 'full' }

/** The clinic's computer: a real store on real files that can die at any statement, and a virtual clock. */
export type Machine = {
  readonly folder: string
  readonly registry: Registry
  store(): LocalStore
  now(): number
  setClock(at: number): void
  /** Breaks at a statement to come. */
  arm(how: Break): void
  /** One transaction: takes the commands, then so many steps. */
  work(commands: readonly NewCommand[], steps: number): Done<Batch>
  /** Looks for what was forgotten, as the program does each minute; answers how much it found. */
  sweep(): Done<number>
  /** What a command would do, without doing it; nothing breaks meanwhile. */
  rehearse(command: NewCommand): Promise<Rehearsal>
  /** When something is due next, in ms. */
  nextDue(): number | undefined
  /** Starts it again on what lies on the disk. */
  restart(): Promise<void>
  /** No fault from here on. */
  heal(): void
  remove(): Promise<void>
}

class Died extends Error {}

const diskFull = () => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
const diskBroke = () => Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })

/** Counts statements down to the one at which something breaks. */
function breaking() {
  let armed: Break | undefined
  let left = 0
  let dead = false
  return {
    arm(how: Break) {
      armed = how
      left = how.statements
    },
    isDead: () => dead,
    /** Nothing is to break any more. */
    disarm() {
      armed = undefined
      dead = false
    },
    /** Nothing breaks meanwhile. */
    unbroken<T>(run: () => T): T {
      const kept = armed
      armed = undefined
      try {
        return run()
      } finally {
        armed = kept
      }
    },
    before(sql: string) {
      if (dead) throw new Died()
      if (!armed) return
      left -= 1
      if (left >= 0) return
      const { how } = armed
      if (how === 'crash') dead = true
      // A full disk refuses what writes; a broken one is met when the commit waits for it.
      else if (!(how === 'full' ? /^(INSERT|UPDATE|COMMIT)/ : /^COMMIT/).test(sql)) return
      armed = undefined
      throw how === 'crash' ? new Died() : how === 'full' ? diskFull() : diskBroke()
    },
  }
}

function faultOf(faults: readonly FaultyIntent[], isHealed: () => boolean): Fault {
  return ({ intent, target, attempt, asked }) => {
    const struck = faults.find((one) => {
      const often =
        one.how === 'hang' || one.how === 'lose' ? asked < one.tries : attempt <= one.tries
      const share = Number.parseInt(target.slice(-2), 16)
      return one.intent === intent && often && share < one.share
    })
    if (!struck || isHealed()) return undefined
    const { how = 'fail' } = struck
    return how === 'fail' ? `${intent} does not answer` : { do: how }
  }
}

function sweepAll({ writer }: LocalStore): number {
  let found = 0
  for (;;) {
    const part = writer.sweep()
    found += part.found
    if (!part.next) return found
  }
}

export type MachineSettings = {
  /** The folder to begin with a copy of. */
  readonly prepared: string
  readonly registry: Registry
  readonly seed: number
  readonly faults: readonly FaultyIntent[]
}

export function startMachine(settings: MachineSettings): Machine {
  const { registry, seed, faults } = settings
  const folder = newFolder()
  cpSync(settings.prepared, folder, { recursive: true })
  const breaks = breaking()
  const random = bytesFrom(drawsFrom(seed))
  let [now, stepsLeft, healed] = [opening, 0, false]
  const open = () =>
    openLocalStore({
      folder,
      registry,
      migrations,
      random,
      clock: () => now,
      fault: faultOf(faults, () => healed),
      stepsPerBatch: () => stepsLeft,
      beforeStatement: breaks.before,
    })
  let store = open()
  function attempt<T>(run: () => T): Done<T> {
    try {
      const value = run()
      return breaks.isDead() ? { kind: 'died' } : { kind: 'done', value }
    } catch (error) {
      if (breaks.isDead() || error instanceof CommitUnknown) return { kind: 'died' }
      if ((error as { code?: unknown }).code === 'SQLITE_FULL') return { kind: 'full' }
      throw error
    }
  }
  return {
    folder,
    registry,
    store: () => store,
    now: () => now,
    setClock: (at) => {
      now = at
    },
    arm: breaks.arm,
    work(commands, steps) {
      stepsLeft = steps
      return attempt(() => store.writer.batch(commands))
    },
    sweep: () => attempt(() => sweepAll(store)),
    rehearse: (command) => breaks.unbroken(() => store.rehearse(command)),
    nextDue: () => breaks.unbroken(() => store.writer.nextDue()),
    async restart() {
      await store.close()
      breaks.disarm()
      store = open()
    },
    heal() {
      healed = true
      breaks.disarm()
    },
    async remove() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
