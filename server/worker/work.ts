import type { CommandView } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Told } from '#kernel/process-life.ts'
import type { Registry } from '#kernel/registry.ts'
import type { CommandRow } from './command-row.ts'
import type { Vault } from './vault.ts'

/** A stream as the writer remembers it, so that a busy one is not read again for each command. */
export type Kept = {
  readonly state: unknown
  readonly version: number
  readonly person: string | null
}

export type KeptProcess = Told & { readonly version: number; readonly person: string | null }

/** The end of the log. Belongs to the batch until its commit. */
export type Head = { readonly position: number; readonly hash: Uint8Array; readonly at: number }

/**
 * What the writer holds in memory. All of it can be read again from the store; after a rollback what was
 * touched is forgotten, so that memory never knows more than the log.
 */
export type Memory = {
  head: Head
  readonly streams: Map<string, Kept>
  readonly processes: Map<string, KeptProcess>
  /** Streams changed in this batch, in order. */
  readonly touched: string[]
  /** Ids of commands that processes sent and that are to be carried out next. */
  readonly sent: string[]
  /** Events of this batch, and how many of them processes have seen. */
  readonly appended: Envelope[]
  routed: number
  /** Steps that were answered and whose processes have not heard of it yet. */
  readonly answered: CommandRow[]
  /** Commands that became final in this batch. */
  readonly settled: CommandView[]
  /** Something was put into the outbox since whoever sends it last looked. */
  hasPosted: boolean
  /** Who was erased in this batch; their keys go once it is committed. */
  readonly erased: string[]
  /** Types in the log, as `type/version`. */
  readonly knownTypes: Set<string>
  /** Read models that met an event they could not take; they stand still until they are rebuilt. */
  readonly stopped: Map<string, string>
}

/** Chooses the id that a command derives under a label; `usual` is the one it has otherwise. */
export type IdSource = (
  asked: { readonly intent: string; readonly target: string; readonly label: string },
  usual: string,
) => string

/** Everything the worker's rules need; the outside comes in here and nowhere else. */
export type Work = {
  readonly registry: Registry
  readonly vault: Vault
  /** The clinic's time in ms. */
  clock(): number
  /** An injected fault for demonstrations and tests: the error to fail with, a strike, or nothing. */
  fault?(struck: Struck): string | Strike | undefined
  /** Where the ids come from that commands derive, if not from the command and the label alone. */
  readonly ids?: IdSource
  /** The module that a stream belongs to where that is not carried out here: its channel is asked. */
  elsewhere?(target: string): string | undefined
  readonly memory: Memory
  /** All of it is rolled back in the end. */
  readonly isRehearsal?: true
}

/** What a fault may strike: a command, and how often it was asked again because nobody answered. */
export type Struck = {
  readonly intent: string
  readonly target: string
  readonly attempt: number
  readonly asked: number
  /** The process whose step it is; null where somebody asked for it. */
  readonly process: string | null
}

/**
 * How a fault strikes. `refuse`: the step is refused. `hang`: nothing is done and nobody answers. `lose`: it
 * is done, and the answer is lost. The latter two strike steps only: whoever asks in person waits for us.
 */
export type Strike = { readonly do: 'refuse' | 'hang' | 'lose' }

export type Mark = {
  readonly head: Head
  readonly knownTypes: number
  readonly stopped: number
  readonly touched: number
  readonly sent: number
  readonly appended: number
  readonly routed: number
  readonly settled: number
  readonly erased: number
}

/** An empty memory at the end of a log. */
export function remember(
  head: Head,
  knownTypes: Iterable<string>,
  stopped: Iterable<readonly [name: string, error: string]> = [],
): Memory {
  return {
    head,
    streams: new Map(),
    processes: new Map(),
    touched: [],
    sent: [],
    appended: [],
    routed: 0,
    answered: [],
    settled: [],
    erased: [],
    hasPosted: true,
    knownTypes: new Set(knownTypes),
    stopped: new Map(stopped),
  }
}

/** Where a rollback returns to. */
export function mark(memory: Memory): Mark {
  const { head, touched, sent, appended, routed, settled, knownTypes, stopped } = memory
  return {
    head,
    knownTypes: knownTypes.size,
    stopped: stopped.size,
    touched: touched.length,
    sent: sent.length,
    appended: appended.length,
    routed,
    settled: settled.length,
    erased: memory.erased.length,
  }
}

/** Forgets everything since the mark. */
export function forgetSince(memory: Memory, to: Mark): void {
  for (const stream of memory.touched.splice(to.touched)) {
    memory.streams.delete(stream)
    memory.processes.delete(stream)
  }
  // Sets and maps keep the order in which things came.
  for (const type of [...memory.knownTypes].slice(to.knownTypes)) memory.knownTypes.delete(type)
  for (const name of [...memory.stopped.keys()].slice(to.stopped)) memory.stopped.delete(name)
  memory.head = to.head
  memory.sent.splice(to.sent)
  memory.appended.splice(to.appended)
  memory.routed = to.routed
  // It is empty at every mark: whoever carries something out routes it before the savepoint is released.
  memory.answered.splice(0)
  memory.settled.splice(to.settled)
  memory.erased.splice(to.erased)
}

const keptMax = 20_000

/** Keeps an entry and lets the one that came first go once there are too many. */
export function keep<T>(map: Map<string, T>, stream: string, entry: T): void {
  map.set(stream, entry)
  if (map.size <= keptMax) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
