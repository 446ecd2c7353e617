import type { Strike, Struck } from './work.ts'

/** How a step is struck while its switch stands so; `none` lets it work. */
export const faultKinds = ['none', 'refuse', 'hang', 'lose', 'crash', 'fail'] as const

export type FaultKind = (typeof faultKinds)[number]

/** What a switch strikes: what one process sends under one intent. */
export type Switched = { readonly process: string; readonly intent: string }

/** One switch: what it strikes, how it is struck, and how often each time it is tried or asked for. */
export type FaultSwitch = Switched & {
  readonly kind: FaultKind
  readonly times: number
}

/** What the writer's thread is given to find the same switches: plain data and shared memory. */
export type SharedSwitches = {
  readonly switched: readonly Switched[]
  readonly memory: SharedArrayBuffer
}

/**
 * Switches that make the steps of processes fail, for demonstrations. They lie in memory that the web's
 * thread and the writer's share, so they outlast a writer that dies, and end with the program.
 */
export type FaultSwitches = {
  readonly shared: SharedSwitches
  all(): readonly FaultSwitch[]
  /** Turns a switch; what has none stays as it is. */
  turn(what: Switched, kind: FaultKind, times: number): void
  /** What a step is struck by now. A crash is used up by striking. */
  strike(struck: Struck): string | Strike | 'crash' | undefined
}

const cellsEach = 2

/** Switches for steps of processes, all of them off, or those that another thread has made. */
export function faultSwitches(
  known: Omit<SharedSwitches, 'memory'> & { readonly memory?: SharedArrayBuffer },
): FaultSwitches {
  const { switched } = known
  const size = switched.length * cellsEach * Int32Array.BYTES_PER_ELEMENT
  const memory = known.memory ?? new SharedArrayBuffer(size)
  const cells = new Int32Array(memory)
  const kindAt = (index: number) => faultKinds[Atomics.load(cells, index * cellsEach)] ?? 'none'
  const timesAt = (index: number) => Atomics.load(cells, index * cellsEach + 1)
  const indexOf = ({ process, intent }: Switched) =>
    switched.findIndex((one) => one.process === process && one.intent === intent)
  function turn(what: Switched, kind: FaultKind, times: number): void {
    const index = indexOf(what)
    if (index < 0) return
    Atomics.store(cells, index * cellsEach + 1, times)
    Atomics.store(cells, index * cellsEach, faultKinds.indexOf(kind))
  }
  function crash(index: number, what: Switched): 'crash' {
    const left = timesAt(index) - 1
    turn(what, left > 0 ? 'crash' : 'none', left)
    return 'crash'
  }
  return {
    shared: { switched, memory },
    all: () =>
      switched.map((what, index) => ({ ...what, kind: kindAt(index), times: timesAt(index) })),
    turn,
    strike({ intent, attempt, asked, process }) {
      const what = { process: process ?? '', intent }
      const index = indexOf(what)
      if (index < 0) return undefined
      const kind = kindAt(index)
      if (kind === 'none') return undefined
      if (kind === 'refuse') return { do: 'refuse' }
      if (kind === 'crash') return crash(index, what)
      if (kind === 'fail')
        return attempt <= timesAt(index) ? 'Made to fail in the workshop.' : undefined
      return asked < timesAt(index) ? { do: kind } : undefined
    },
  }
}
