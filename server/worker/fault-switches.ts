import type { Strike, Struck } from './work.ts'

/** How a step is struck while its switch stands so; `none` lets it work. */
export const faultKinds = ['none', 'refuse', 'hang', 'lose', 'crash', 'fail'] as const

export type FaultKind = (typeof faultKinds)[number]

/** One switch: the step's intent, how it is struck, and how often each time it is tried or asked for. */
export type FaultSwitch = {
  readonly intent: string
  readonly kind: FaultKind
  readonly times: number
}

/** What the writer's thread is given to find the same switches: plain data and shared memory. */
export type SharedSwitches = {
  /** The process whose steps are struck, and no others. */
  readonly process: string
  readonly intents: readonly string[]
  readonly memory: SharedArrayBuffer
}

/**
 * Switches that make the steps of one process fail, for demonstrations. They lie in memory that the web's
 * thread and the writer's share, so they outlast a writer that dies, and end with the program.
 */
export type FaultSwitches = {
  readonly shared: SharedSwitches
  all(): readonly FaultSwitch[]
  /** Turns a switch; an intent that has none stays as it is. */
  turn(intent: string, kind: FaultKind, times: number): void
  /** What a step is struck by now. A crash is used up by striking. */
  strike(struck: Struck): string | Strike | 'crash' | undefined
}

const cellsEach = 2

/** Switches for the steps of a process, all of them off, or those that another thread has made. */
export function faultSwitches(
  known: Omit<SharedSwitches, 'memory'> & { readonly memory?: SharedArrayBuffer },
): FaultSwitches {
  const { process, intents } = known
  const size = intents.length * cellsEach * Int32Array.BYTES_PER_ELEMENT
  const memory = known.memory ?? new SharedArrayBuffer(size)
  const cells = new Int32Array(memory)
  const kindAt = (index: number) => faultKinds[Atomics.load(cells, index * cellsEach)] ?? 'none'
  const timesAt = (index: number) => Atomics.load(cells, index * cellsEach + 1)
  function turn(intent: string, kind: FaultKind, times: number): void {
    const index = intents.indexOf(intent)
    if (index < 0) return
    Atomics.store(cells, index * cellsEach + 1, times)
    Atomics.store(cells, index * cellsEach, faultKinds.indexOf(kind))
  }
  function crash(index: number, intent: string): 'crash' {
    const left = timesAt(index) - 1
    turn(intent, left > 0 ? 'crash' : 'none', left)
    return 'crash'
  }
  return {
    shared: { process, intents, memory },
    all: () =>
      intents.map((intent, index) => ({ intent, kind: kindAt(index), times: timesAt(index) })),
    turn,
    strike({ intent, attempt, asked, process: of }) {
      const index = of === process ? intents.indexOf(intent) : -1
      if (index < 0) return undefined
      const kind = kindAt(index)
      if (kind === 'none') return undefined
      if (kind === 'refuse') return { do: 'refuse' }
      if (kind === 'crash') return crash(index, intent)
      if (kind === 'fail')
        return attempt <= timesAt(index) ? 'Made to fail in the workshop.' : undefined
      return asked < timesAt(index) ? { do: kind } : undefined
    },
  }
}
