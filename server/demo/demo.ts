import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckedBooks, checkBooks } from '#checks/books.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { openReader } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { startBustle } from './bustle.ts'
import { makeDemo } from './make.ts'
import { type DemoSeat, demoSeats } from './seats.ts'

/** How much faster than life the demo's clock runs when it is hurried. */
const hurried = 60

const againMark = 'start-again'

export type DemoFolder = {
  readonly folder: string
  readonly isNew: boolean
  readonly registry: Registry
  readonly migrations: string
  readonly clock: ClinicClock
  readonly say: (sentence: string) => void
}

/** The running demo, as the web part shows and steers it. */
export type DemoPlay = {
  seats(): Promise<readonly DemoSeat[]>
  strip(): {
    readonly running: boolean
    readonly faster: boolean
    readonly controls: readonly { readonly action: string; readonly title: string }[]
  }
  control(action: string): void
  /** What the last check of the whole log found, once it has been made. */
  books(): CheckedBooks | undefined
  stop(): void
}

/** How often the books are checked while the demo runs, in ms of the wall clock. */
const checkEveryMs = 600_000

export type DemoHooks = {
  readonly store: Store
  /** Whether something happens by itself every half minute. */
  readonly lively: boolean
  /** Called after the clock was set. */
  clockSet(): void
  /** Ends the process, so that it is started again with a new day. */
  startAgain(): void
}

function removeFiles(folder: string): void {
  for (const name of [databaseName, 'keys.sqlite', 'master.key']) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true })
  }
  rmSync(join(folder, againMark), { force: true })
}

/** Where the clinic's time stood when the demo was last stopped, in ms. */
function lastMoment(folder: string): number {
  const db = openReader(join(folder, databaseName))
  try {
    const noted = db.prepare('SELECT coalesce(max(clinic_time), 0) AS at FROM head').get() as {
      at: number
    }
    const last = db.prepare('SELECT at FROM events ORDER BY position DESC LIMIT 1').get() as
      | { at: number }
      | undefined
    return Math.max(noted.at, last?.at ?? 0)
  } finally {
    db.close()
  }
}

/**
 * Makes the demo clinic where the folder holds none, or where a visitor asked for a new day, and sets the
 * clinic's clock: to Monday 09:52 in a new one, else to where it stood when the process was last stopped.
 */
export async function openDemo(demo: DemoFolder): Promise<{ play(hooks: DemoHooks): DemoPlay }> {
  const { folder, registry, migrations, clock, say } = demo
  const isAsked = existsSync(join(folder, againMark))
  if (isAsked) removeFiles(folder)
  if (demo.isNew || isAsked) {
    const { endedAt } = await makeDemo({ folder, registry, migrations, wallNow: clock.wall(), say })
    clock.set(endedAt, 1)
  } else {
    clock.set(lastMoment(folder), 1)
  }
  return { play: (hooks) => playDemo(demo, hooks) }
}

function playDemo(
  { folder, clock, registry }: DemoFolder,
  { store, lively, clockSet, startAgain }: DemoHooks,
): DemoPlay {
  const ask: Store['query'] = (query) => store.query(query)
  const bustle = lively
    ? startBustle({ submit: (command) => store.submit(command), ask, clock })
    : undefined

  let books: CheckedBooks | undefined
  const check = async () => {
    books = await checkBooks({ query: ask }, registry, clock.now)
  }
  // The first page says when its books were last checked; a check that fails says nothing.
  const checkQuietly = () => void check().catch(() => undefined)
  const checking = setInterval(checkQuietly, checkEveryMs).unref()
  checkQuietly()

  function run(speed: number): void {
    clock.set(clock.now(), speed)
    clockSet()
  }

  const actions: Readonly<Record<string, () => void>> = {
    pause: () => run(0),
    resume: () => run(1),
    faster: () => run(hurried),
    'start-again': () => {
      writeFileSync(join(folder, againMark), '')
      startAgain()
    },
  }

  return {
    seats: () => demoSeats(ask),
    strip: () => ({
      running: clock.speed() > 0,
      faster: clock.speed() > 1,
      controls: [
        clock.speed() === 1
          ? { action: 'pause', title: 'Pause' }
          : { action: 'resume', title: 'Normal speed' },
        ...(clock.speed() > 1 ? [] : [{ action: 'faster', title: 'Faster' }]),
        { action: 'start-again', title: 'Start the day again' },
      ],
    }),
    control: (action) => (Object.hasOwn(actions, action) ? actions[action]?.() : undefined),
    books: () => books,
    stop() {
      clearInterval(checking)
      bustle?.stop()
    },
  }
}
