import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { ClinicClock } from '#worker/clock.ts'
import { PlainError } from './connection.ts'
import type { FromWriter, ToWriter, WorkDone, WriterData } from './messages.ts'

// What a batch leaves behind dies with it: unlike this thread, the writer's does not need a large nursery.
const nursery = '--max-semi-space-size=2'
const silenceMaxMs = 10_000
const lookMs = 1_000
const deathsWithinMs = 60_000

export type WriterThreadSettings = {
  readonly data: WriterData
  readonly clock: ClinicClock
  /** Deaths within a minute at which no other thread is started. */
  readonly deathsMax: number
  /** Hears what came of the work handed over. */
  readonly hear: (message: WorkDone) => void
  /** The thread ended by itself. Its connection is closed, so what is not in the log now never will be. */
  readonly died: () => void
  /** Another thread took its place. */
  readonly cameBack: () => void
  /** Nobody will come who could say what became of the work handed over. */
  readonly gaveUp: () => void
  /** The process must end and be started again. */
  readonly onFatal: (sentence: string) => void
  readonly say?: (sentence: string) => void
}

export type WriterThread = {
  /** Starts it. Throws where it cannot start. */
  start(): Promise<void>
  state(): 'starting' | 'ready' | 'stopping' | 'stopped'
  post(message: ToWriter): void
  /** Lets it finish what it was handed and end. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would; another takes its place. */
  kill(): Promise<void>
}

/** The life of the writer's thread: another follows one that died, until too many have or one falls silent. */
export function writerThread(settings: WriterThreadSettings): WriterThread {
  const { clock } = settings
  const isOneTooMany = countDeaths(settings)
  const life: Life = { settings, isOneTooMany, state: 'starting', lastBeat: clock.wall() }
  let watch: NodeJS.Timeout | undefined
  return {
    async start() {
      await spawn(life)
      watch = setInterval(() => lookForSilence(life), lookMs).unref()
    },
    state: () => life.state,
    post: (message) => life.worker?.postMessage(message),
    async stop() {
      life.state = 'stopping'
      clearInterval(watch)
      const isOver = new Promise((resolve) => life.worker?.once('exit', resolve))
      life.worker?.postMessage({ kind: 'stop' } satisfies ToWriter)
      await isOver
      life.state = 'stopped'
    },
    async kill() {
      await life.worker?.terminate()
    },
  }
}

type Life = {
  readonly settings: WriterThreadSettings
  /** Counts a death, and says whether there were too many of late. */
  readonly isOneTooMany: () => boolean
  state: ReturnType<WriterThread['state']>
  /** When it last told something, by the wall clock in ms. */
  lastBeat: number
  worker?: Worker
  hasBeenReady?: true
}

type Started = { readonly resolve: () => void; readonly reject: (error: Error) => void }

function spawn(life: Life): Promise<void> {
  const { data, say } = life.settings
  // V8 reads it when a thread begins; of this one it was read long ago.
  setFlagsFromString(nursery)
  return new Promise<void>((resolve, reject) => {
    life.worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data })
      .on('message', (message: FromWriter) => hear(life, message, { resolve, reject }))
      .on('error', (error: Error) => say?.(`The writer stopped: ${error.message}`))
      .on('exit', () => ended(life, reject))
  })
}

function hear(life: Life, message: FromWriter, started: Started): void {
  const { settings } = life
  life.lastBeat = settings.clock.wall()
  switch (message.kind) {
    case 'ready':
      if (life.state === 'starting') life.state = 'ready'
      life.hasBeenReady = true
      started.resolve()
      break
    case 'cannot-start':
      giveUp(life)
      started.reject(whyNotStarted(message))
      break
    case 'commit-unknown':
      // The disk failed at the commit: what was in it may be there or not. Nothing more is written.
      giveUp(life)
      settings.onFatal(message.error)
      break
    case 'progress':
      settings.say?.(message.sentence)
      break
    case 'beat':
    case 'stopped':
      break
    default:
      settings.hear(message)
  }
}

function giveUp(life: Life): void {
  life.state = 'stopped'
  life.settings.gaveUp()
}

function ended(life: Life, failed: (error: Error) => void): void {
  if (life.state === 'stopping' || life.state === 'stopped') return
  if (life.hasBeenReady) startAgain(life)
  else failed(new Error('The writer ended while it started.'))
}

function startAgain(life: Life): void {
  const { died, cameBack, onFatal } = life.settings
  life.state = 'starting'
  died()
  if (life.isOneTooMany()) {
    giveUp(life)
    onFatal('The writer ended three times within a minute.')
    return
  }
  spawn(life).then(cameBack, (error: unknown) =>
    onFatal(error instanceof Error ? error.message : String(error)),
  )
}

function lookForSilence(life: Life): void {
  const { clock, onFatal } = life.settings
  if (life.state !== 'ready' || clock.wall() - life.lastBeat <= silenceMaxMs) return
  life.state = 'stopped'
  onFatal('The writer has not answered for ten seconds.')
}

/** Counts a death each time it is asked whether there were too many within a minute. */
function countDeaths({ clock, deathsMax }: WriterThreadSettings): () => boolean {
  const deaths: number[] = []
  return () => {
    deaths.push(clock.wall())
    return deaths.filter((at) => at > clock.wall() - deathsWithinMs).length >= deathsMax
  }
}

function whyNotStarted({ sentence, isPlain }: { sentence: string; isPlain: boolean }): Error {
  return isPlain ? new PlainError(sentence) : new Error(sentence)
}
