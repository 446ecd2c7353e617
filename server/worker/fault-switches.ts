import type { Strike, Struck } from './work.ts'

/** How a step is struck while its switch stands so; `none` lets it work. */
export const faultKinds = ['none', 'refuse', 'hang', 'lose', 'crash', 'fail'] as const

export type FaultKind = (typeof faultKinds)[number]

/** What a switch strikes: what one process sends under one intent. */
export type Switched = { readonly process: string; readonly intent: string }

/** How a switch stands: how what it strikes is struck, and how often each time it is tried or asked for. */
export type Turned = { readonly kind: FaultKind; readonly times: number }

/** One switch: what it strikes, and how. */
export type FaultSwitch = Switched & Turned

/** What there is to strike, by name: each intent in each process has a switch. */
export type Struckable = {
  readonly processes: ReadonlyMap<string, unknown>
  readonly intents: ReadonlyMap<string, unknown>
}

const cellsEach = 2

/** Memory for the switches of a program, all of them off: for thirty thousand, many times what it has. */
export function switchMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(30_000 * cellsEach * Int32Array.BYTES_PER_ELEMENT)
}

/**
 * Switches that make the steps of processes fail, for demonstrations. They lie in memory that the web's
 * thread and the writer's share, so they outlast a writer that dies, and end with the program.
 */
export type FaultSwitches = {
  /** How a switch stands; what has none lets its step work. */
  at(what: Switched): Turned
  /** Turns a switch; what has none stays as it is. */
  turn(what: Switched, kind: FaultKind, times: number): void
  /** What a step is struck by now. A crash is used up by striking. */
  strike(struck: Struck): string | Strike | 'crash' | undefined
}

function placesOf(named: ReadonlyMap<string, unknown>): ReadonlyMap<string, number> {
  return new Map([...named.keys()].map((name, index) => [name, index]))
}

/** The switches that lie in this memory, which are the same for every thread that has the same program. */
export function faultSwitches(known: Struckable, memory: SharedArrayBuffer): FaultSwitches {
  const cells = new Int32Array(memory)
  const [rows, columns] = [placesOf(known.processes), placesOf(known.intents)]
  function indexOf({ process, intent }: Switched): number {
    const [row, column] = [rows.get(process), columns.get(intent)]
    return row === undefined || column === undefined ? -1 : row * columns.size + column
  }
  const kindAt = (index: number) => faultKinds[Atomics.load(cells, index * cellsEach)] ?? 'none'
  const timesAt = (index: number) => Atomics.load(cells, index * cellsEach + 1)
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
    at(what) {
      const index = indexOf(what)
      return index < 0 ? { kind: 'none', times: 0 } : { kind: kindAt(index), times: timesAt(index) }
    },
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
