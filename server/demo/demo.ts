import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckedBooks, checkBooks } from '#checks/books.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { startBustle } from './bustle.ts'
import { againMark } from './opening.ts'
import { type DemoSeat, demoSeats } from './seats.ts'

/** How much faster than life the demo's clock runs when it is hurried. */
const hurried = 60

/** A demo that is there, with its clock set. */
export type OpenDemo = {
  readonly folder: string
  readonly clock: ClinicClock
  readonly registry: Registry
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

/** When the books are checked first, in ms of the wall clock: the first pages go before. */
const firstCheckMs = 3_000

/** How far back somebody counts as registered in this demo, and not in its script. In ms. */
const newestWithinMs = 12 * 3_600_000

/** How often they are checked while the demo runs, in ms. */
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

/** Lets the demo run: its seats, its clock, what happens in it by itself, and the check of its books. */
export function playDemo(
  { folder, clock, registry }: OpenDemo,
  { store, lively, clockSet, startAgain }: DemoHooks,
): DemoPlay {
  const ask: Store['query'] = (query) => store.query(query)
  const bustle = lively
    ? startBustle({ submit: (command) => store.submit(command), ask, clock })
    : undefined

  const since = clock.now() - newestWithinMs
  let books: CheckedBooks | undefined
  const check = async () => {
    books = await checkBooks({ query: ask }, registry, clock.now)
  }
  // The first page says when its books were last checked; a check that fails says nothing.
  const checkQuietly = () => void check().catch(() => undefined)
  const first = setTimeout(checkQuietly, firstCheckMs).unref()
  const checking = setInterval(checkQuietly, checkEveryMs).unref()

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
    seats: () => demoSeats(ask, since),
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
      clearTimeout(first)
      clearInterval(checking)
      bustle?.stop()
    },
  }
}
