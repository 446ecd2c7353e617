import { Worker } from 'node:worker_threads'
import { type CommandView, isFinal, type NewCommand, type Submission } from '#kernel/command.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal, Store } from '#kernel/store.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { commandView } from '#worker/commands.ts'
import { PlainError } from './connection.ts'
import type { RandomBytes } from './keys.ts'
import { openReadingSide } from './local-store.ts'
import type { FromWriter, ToWriter, WriterData } from './messages.ts'
import type { Rebuilt } from './rebuild.ts'

export type ThreadSettings = {
  readonly folder: string
  readonly registry: Registry
  /** The URL of the file that exports `modules`, for the writer's thread. */
  readonly modules: string
  readonly migrations: string
  readonly clock: ClinicClock
  readonly random: RandomBytes
  /** Commands that may wait at once; one more is refused before anything is stored. */
  readonly queueMax?: number
  /** Deaths of the writer within a minute at which the process gives up. */
  readonly deathsMax?: number
  /** The process must end and be started again: the writer is lost, or a commit's outcome unknown. */
  readonly onFatal: (sentence: string) => void
  readonly say?: (sentence: string) => void
}

export type ThreadStore = Store & {
  /** Rebuilds a read model while commands go on. */
  rebuild(name: string): Promise<Rebuilt>
  /** Tells the writer that the clock was set, so that it looks at its timers. */
  clockSet(): void
  /** Whether the writer takes commands now. */
  isReady(): boolean
  /** Ends the writer's thread at once, as a crash would. For tests. */
  killWriter(): Promise<void>
}

const silenceMaxMs = 10_000
const waitMaxMs = 1_000

type Asked<T> = { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void }
type Submitted = Asked<Submission> & { readonly id: string; readonly since: number }

/** The store with its writer in a thread of its own: HTTP goes on while the disk syncs. */
export async function openThreadStore(settings: ThreadSettings): Promise<ThreadStore> {
  const { clock, queueMax = 200, deathsMax = 3, onFatal } = settings
  const submitted = new Map<number, Submitted>()
  const rehearsing = new Map<number, Asked<Rehearsal>>()
  const rebuilding = new Map<number, Asked<Rebuilt>>()
  const waiters = new Map<string, Set<(command: CommandView) => void>>()
  const listeners = new Set<(head: number) => void>()
  const outgoing: (readonly [number, NewCommand])[] = []
  const deaths: number[] = []
  /** Handed to a writer that died; they are told once another can say what became of them. */
  const lost: Submitted[] = []
  let state: 'starting' | 'ready' | 'stopping' | 'stopped' = 'starting'
  let lastBeat = clock.wall()
  let lastAsk = 0
  let writer: Worker

  const spawn = () =>
    new Promise<void>((resolve, reject) => {
      const workerData: WriterData = {
        folder: settings.folder,
        modules: settings.modules,
        migrations: settings.migrations,
        clock: clock.memory,
      }
      writer = new Worker(new URL('./thread.ts', import.meta.url), { workerData })
      writer.on('message', (message: FromWriter) => hear(message, resolve, reject))
      writer.on('error', (error: Error) => settings.say?.(`The writer stopped: ${error.message}`))
      writer.on('exit', () => gone(reject))
    })

  function post(message: ToWriter): void {
    writer.postMessage(message)
  }

  function hear(message: FromWriter, ready: () => void, failed: (error: Error) => void): void {
    lastBeat = clock.wall()
    switch (message.kind) {
      case 'ready':
        if (state === 'starting') state = 'ready'
        return ready()
      case 'cannot-start':
        state = 'stopped'
        for (const { id, resolve } of lost.splice(0)) resolve({ kind: 'unknown', id })
        return failed(
          message.isPlain ? new PlainError(message.sentence) : new Error(message.sentence),
        )
      case 'progress':
        return settings.say?.(message.sentence)
      case 'committed':
        return committed(message)
      case 'rehearsed':
        return answerTo(rehearsing, message.ask, (asked) => asked.resolve(message.rehearsal))
      case 'rebuilt':
        return answerTo(rebuilding, message.ask, ({ resolve, reject }) =>
          'error' in message.outcome
            ? reject(new Error(message.outcome.error))
            : resolve(message.outcome),
        )
      case 'defect':
        answerTo(submitted, message.ask, (asked) => asked.reject(new Error(message.error)))
        return answerTo(rehearsing, message.ask, (asked) => asked.reject(new Error(message.error)))
      case 'commit-unknown':
        return commitUnknown(message.error)
      case 'beat':
      case 'stopped':
        return
    }
  }

  function answerTo<T>(asked: Map<number, T>, ask: number, answer: (one: T) => void): void {
    const one = asked.get(ask)
    if (!one) return
    asked.delete(ask)
    answer(one)
  }

  function committed({ answers, settled, head }: Extract<FromWriter, { kind: 'committed' }>): void {
    for (const [ask, submission] of answers)
      answerTo(submitted, ask, ({ resolve }) => resolve(submission))
    for (const command of settled) {
      for (const wake of waiters.get(command.id) ?? []) wake(command)
    }
    for (const listener of listeners) listener(head)
  }

  /** The disk failed at the commit: what was in it may be there or not. Nothing more is written. */
  function commitUnknown(error: string): void {
    state = 'stopped'
    for (const { id, resolve } of submitted.values()) resolve({ kind: 'unknown', id })
    submitted.clear()
    onFatal(error)
  }

  /** The thread ended by itself. Its connection is closed, so what is not in the log now never will be. */
  function gone(failed: (error: Error) => void): void {
    if (state === 'stopping' || state === 'stopped') return
    if (state === 'starting' && deaths.length === 0)
      return failed(new Error('The writer ended while it started.'))
    state = 'starting'
    deaths.push(clock.wall())
    const recent = deaths.filter((at) => at > clock.wall() - 60_000)
    lost.push(...submitted.values())
    const rejected = [...rehearsing.values(), ...rebuilding.values()]
    for (const asked of [submitted, rehearsing, rebuilding]) asked.clear()
    outgoing.splice(0)
    for (const { reject } of rejected) reject(new Error('The writer was started again.'))
    if (recent.length >= deathsMax) {
      state = 'stopped'
      for (const { id, resolve } of lost.splice(0)) resolve({ kind: 'unknown', id })
      return onFatal('The writer ended three times within a minute.')
    }
    spawn().then(
      () => lost.splice(0).forEach(tellAfterRestart),
      (error: unknown) => onFatal(error instanceof Error ? error.message : String(error)),
    )
  }

  function tellAfterRestart({ id, resolve }: Submitted): void {
    const command = side.reader.ask(commandView(id))
    resolve(
      command
        ? { kind: 'accepted', command, again: false }
        : { kind: 'unavailable', reason: 'restarting', retryAfterS: 1 },
    )
  }

  function isOverloaded(): boolean {
    if (submitted.size >= queueMax) return true
    const oldest = submitted.values().next()
    return !oldest.done && clock.wall() - oldest.value.since > waitMaxMs
  }

  function submit(command: NewCommand): Promise<Submission> {
    if (state !== 'ready') {
      const reason = state === 'starting' ? 'restarting' : 'stopping'
      return Promise.resolve({ kind: 'unavailable', reason, retryAfterS: 1 })
    }
    if (isOverloaded()) return Promise.resolve({ kind: 'busy', retryAfterS: 1 })
    return new Promise((resolve, reject) => {
      lastAsk += 1
      submitted.set(lastAsk, { resolve, reject, id: command.id, since: clock.wall() })
      if (outgoing.push([lastAsk, command]) === 1) setImmediate(flush)
    })
  }

  function flush(): void {
    if (outgoing.length > 0) post({ kind: 'submit', commands: outgoing.splice(0) })
  }

  function asking<T>(asked: Map<number, Asked<T>>, message: (ask: number) => ToWriter): Promise<T> {
    if (state !== 'ready') return Promise.reject(new Error('The writer is not there at present.'))
    return new Promise((resolve, reject) => {
      lastAsk += 1
      asked.set(lastAsk, { resolve, reject })
      post(message(lastAsk))
    })
  }

  function waitFor(id: string, waitMs: number): Promise<CommandView | undefined> {
    return new Promise((resolve) => {
      const waiting = waiters.get(id) ?? new Set()
      waiters.set(id, waiting)
      const done = (command: CommandView | undefined) => {
        clearTimeout(timeout)
        waiting.delete(wake)
        if (waiting.size === 0) waiters.delete(id)
        resolve(command)
      }
      const wake = (command: CommandView) => done(command)
      const timeout = setTimeout(() => done(undefined), waitMs)
      waiting.add(wake)
    })
  }

  async function command(id: string, waitMs = 0): Promise<CommandView | undefined> {
    const found = side.reader.ask(commandView(id))
    if (!found || isFinal(found.state) || waitMs <= 0) return found
    return (await waitFor(id, waitMs)) ?? side.reader.ask(commandView(id))
  }

  async function reached(projection: string, position: number, ms: number): Promise<boolean> {
    const isThere = () => (side.reader.checkpoint(projection)?.position ?? 0) >= position
    if (isThere() || ms <= 0) return isThere()
    return new Promise((resolve) => {
      const done = (answer: boolean) => {
        clearTimeout(timeout)
        listeners.delete(look)
        resolve(answer)
      }
      const look = () => {
        if (isThere()) done(true)
      }
      const timeout = setTimeout(() => done(isThere()), ms)
      listeners.add(look)
    })
  }

  await spawn()
  const side = openReadingSide(settings.folder, settings.registry, settings.random)
  const watch = setInterval(() => {
    if (state === 'ready' && clock.wall() - lastBeat > silenceMaxMs) {
      state = 'stopped'
      onFatal('The writer has not answered for ten seconds.')
    }
  }, 1_000)
  watch.unref()

  return {
    submit,
    rehearse(planned) {
      if (state !== 'ready' || isOverloaded())
        return Promise.resolve({ kind: 'busy', retryAfterS: 1 })
      return asking(rehearsing, (ask) => ({ kind: 'rehearse', ask, command: planned }))
    },
    command,
    stream: async (id, after = 0) => side.reader.stream(id, after),
    personOf: async (stream) => side.reader.personOf(stream),
    log: async (query) => side.reader.log(query),
    positionAt: async (time) => side.reader.positionAt(time),
    head: async () => side.reader.head(),
    reached,
    query: async (query) => side.reader.ask(query),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    rebuild: (name) => asking(rebuilding, (ask) => ({ kind: 'rebuild', ask, name })),
    clockSet: () => post({ kind: 'clock-set' }),
    isReady: () => state === 'ready',
    async killWriter() {
      await writer.terminate()
    },
    async close() {
      if (state === 'stopped') return
      flush()
      state = 'stopping'
      clearInterval(watch)
      const ended = new Promise((resolve) => writer.once('exit', resolve))
      post({ kind: 'stop' })
      await ended
      state = 'stopped'
      side.close()
    },
  }
}
