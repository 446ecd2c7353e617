import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal, Store } from '#kernel/store.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { commandView } from '#worker/commands.ts'
import type { Postman } from '#worker/postman.ts'
import { askWriter } from './ask-writer.ts'
import type { RandomBytes } from './keys.ts'
import { openReadingSide } from './local-store.ts'
import { openPostDesk } from './post-desk.ts'
import { type Asker, numbers, questions } from './questions.ts'
import type { Reader } from './reader.ts'
import type { Rebuilt } from './rebuild.ts'
import { keepRows, type RowsKept } from './rows-kept.ts'
import { openSubmitting } from './submitting.ts'
import { openTail } from './tail.ts'
import { commandOf, openWaiting } from './waiting.ts'
import { hear, type WebSide } from './web-side.ts'
import { writerThread } from './writer-thread.ts'

export type WriterSettings = {
  readonly folder: string
  /** The URL of the file that exports `modules`, for the writer's thread. */
  readonly modules: string
  readonly migrations: string
  /** Modules whose commands are carried out elsewhere. */
  readonly elsewhere?: readonly string[]
  readonly clock: ClinicClock
  readonly random: RandomBytes
  /** Memory of the switches by which a visitor of the demo makes steps fail; none anywhere else. */
  readonly faults?: SharedArrayBuffer
  /** Commands that may wait at once; one more is refused before anything is stored. */
  readonly queueMax?: number
  /** Deaths of the writer within a minute at which the process gives up. */
  readonly deathsMax?: number
  /** The process must end and be started again: the writer is lost, or a commit's outcome unknown. */
  readonly onFatal: (sentence: string) => void
  readonly say?: (sentence: string) => void
}

export type ThreadSettings = WriterSettings & { readonly registry: Registry }

export type ThreadStore = Store & {
  /** Rebuilds a read model while commands go on. */
  rebuild(name: string): Promise<Rebuilt>
  /** Tells the writer that the clock was set, so that it looks at its timers. */
  clockSet(): void
  /** Has what is due sent from now on; what is for a channel that is not there waits. */
  deliverWith(postman: Postman): void
  /** What a mailed link carries for this label; made anew each time and stored nowhere. */
  secretFor(label: string): string
  /** Whether the writer takes commands now. */
  isReady(): boolean
  /** Ends the writer's thread at once, as a crash would. For tests. */
  killWriter(): Promise<void>
}

/** The store with its writer in a thread of its own: HTTP goes on while the disk syncs. */
export const openThreadStore = (settings: ThreadSettings): Promise<ThreadStore> =>
  beginThreadStore(settings)(settings.registry)

/**
 * Begins to open that store. The writer's thread reads the program and looks at the log meanwhile, so this
 * thread is free to read what else it needs, the registry above all, with which the store is then opened.
 */
export function beginThreadStore(
  settings: WriterSettings,
): (registry: Registry) => Promise<ThreadStore> {
  let side: ReadingSide | undefined
  const web = openWebSide(settings, () => side?.reader)
  const started = web.thread.start()
  // Whoever opens the store hears why; until then it is no stray rejection.
  started.catch(() => undefined)
  return async (registry) => {
    await started
    const kept = keepRows(registry)
    web.waiting.onCommit((_, events) => kept.committed(events))
    side = openReadingSide(settings.folder, registry, settings.random, kept)
    return storeOf(web, side, kept)
  }
}

type ReadingSide = ReturnType<typeof openReadingSide>

function storeOf(web: WebSide, side: ReadingSide, kept: RowsKept): ThreadStore {
  const { thread, submitting, rehearsals, rebuilds, waiting, tail, postDesk } = web
  const { reader } = side
  return {
    submit(command) {
      const state = thread.state()
      if (state === 'ready') return submitting.submit(command)
      const reason = state === 'starting' ? 'restarting' : 'stopping'
      return Promise.resolve({ kind: 'unavailable', reason, retryAfterS: 1 })
    },
    async rehearse(command) {
      if (thread.state() !== 'ready' || submitting.isOverloaded())
        return { kind: 'busy', retryAfterS: 1 }
      return askWriter(thread, rehearsals, (ask) => ({ kind: 'rehearse', ask, command }))
    },
    command: (id, waitMs = 0) => commandOf(reader, waiting, id, waitMs),
    stream: async (id, after = 0) => tail.stream(id, after) ?? reader.stream(id, after),
    personOf: async (stream) => reader.personOf(stream),
    log: async (query) => tail.log(query) ?? reader.log(query),
    positionAt: async (time) => reader.positionAt(time),
    head: async () => reader.head(),
    reached: (projection, position, ms) =>
      waiting.until(() => (reader.checkpoint(projection)?.position ?? 0) >= position, ms),
    query: async (query) => reader.ask(query),
    onCommit: waiting.onCommit,
    rebuild: (name) =>
      askWriter(thread, rebuilds, (ask) => ({ kind: 'rebuild', ask, name })).finally(() =>
        // Its tables are others now.
        kept.committed(undefined),
      ),
    clockSet: () => thread.post({ kind: 'clock-set' }),
    deliverWith: postDesk.begin,
    secretFor: side.vault.secretFor,
    isReady: () => thread.state() === 'ready',
    killWriter: thread.kill,
    async close() {
      if (thread.state() === 'stopped') return
      await postDesk.end()
      submitting.flush()
      await thread.stop()
      side.close()
    },
  }
}

/** `readerNow` reads the log; it is asked only once a writer has come back. */
function openWebSide(settings: WriterSettings, readerNow: () => Reader | undefined): WebSide {
  const { folder, modules, migrations, clock, queueMax = 200, deathsMax = 3 } = settings
  const { elsewhere = [] } = settings
  const nextNumber = numbers()
  const rehearsals = questions<Asker<Rehearsal>>(nextNumber)
  const rebuilds = questions<Asker<Rebuilt>>(nextNumber)
  const waiting = openWaiting()
  const tail = openTail()
  const postDesk = openPostDesk((message) => thread.post(message))
  const submitting = openSubmitting({
    post: (message) => thread.post(message),
    nextNumber,
    wall: clock.wall,
    queueMax,
  })
  const thread = writerThread({
    data: {
      folder,
      modules,
      migrations,
      elsewhere,
      clock: clock.memory,
      ...(settings.faults ? { faults: settings.faults } : {}),
    },
    clock,
    deathsMax,
    onFatal: settings.onFatal,
    ...(settings.say ? { say: settings.say } : {}),
    hear: (message) => hear(web, message),
    died() {
      submitting.lose()
      for (const { reject } of [...rehearsals.takeAll(), ...rebuilds.takeAll()])
        reject(new Error('The writer was started again.'))
    },
    cameBack() {
      // The writer that died may have committed without a word: whoever keeps what was read looks again.
      const head = readerNow()?.head() ?? 0
      waiting.committed([], head, tail.take(head, []))
      submitting.tellLost((id) => readerNow()?.ask(commandView(id)))
      postDesk.cameBack()
    },
    gaveUp: submitting.giveUp,
  })
  const web: WebSide = { thread, submitting, rehearsals, rebuilds, waiting, tail, postDesk }
  return web
}
