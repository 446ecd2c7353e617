import { parentPort, workerData } from 'node:worker_threads'
import type { NewCommand, Submission } from '#kernel/command.ts'
import type { Module } from '#kernel/module.ts'
import { register } from '#kernel/registry.ts'
import { clinicClock } from '#worker/clock.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import { PlainError } from './connection.ts'
import { openFiles } from './local-store.ts'
import type { FromWriter, ToWriter, WriterData } from './messages.ts'
import { readMigrations } from './migrate.ts'
import { machineRandom } from './random.ts'
import type { Rebuilding } from './rebuild.ts'
import { CommitUnknown } from './writer.ts'

/**
 * The writer's thread: takes what has come, commits it together, answers, and goes on with what processes
 * sent and what is due. Nothing is answered before its commit.
 */

const batchMax = 256
const beatMs = 2_000
const noteHeadMs = 60_000
const sleepMaxMs = 60_000
/** How long a rebuild, or the models that follow, may hold up the next batch, in ms. */
const sliceMs = 10
/** How long following models may be left behind while commands keep coming, in ms. */
const followMs = 100
const afterTroubleMs = 1_000

type Waiting = readonly [ask: number, command: NewCommand]

function tell(message: FromWriter): void {
  parentPort?.postMessage(message)
}

async function start({ folder, modules, migrations, clock: memory }: WriterData): Promise<void> {
  const declared = (await import(modules)) as { modules: readonly Module[] }
  const registry = register(declared.modules)
  const clock = clinicClock(() => Date.now(), memory)
  const files = openFiles({
    folder,
    registry,
    migrations: readMigrations(migrations),
    clock: clock.now,
    random: machineRandom(),
    say: (sentence) => tell({ kind: 'progress', sentence }),
  })
  const { writer } = files
  const queue: Waiting[] = []
  const rebuilds: { readonly ask: number; readonly rebuilding: Rebuilding }[] = []
  let isScheduled = false
  let isOver = false
  let isSweeping = false
  let lastFollow = clock.wall()
  let alarm: NodeJS.Timeout | undefined

  function schedule(): void {
    if (isScheduled || isOver) return
    isScheduled = true
    setImmediate(turn)
  }

  function turn(): void {
    isScheduled = false
    const taken = queue.splice(0, batchMax)
    const isWell = taken.length > 0 || writer.hasWork() || isDue() ? commit(taken) : true
    if (isOver) return
    if (!isWell) return wakeIn(queue.length > 0 ? 1 : afterTroubleMs)
    const hasMore = housekeep()
    if (hasMore || queue.length > 0 || writer.hasWork() || rebuilds.length > 0 || isDue())
      schedule()
    else sleep()
  }

  /** What goes on between batches: the models that follow, the sweep, a rebuild. Answers whether there is more. */
  function housekeep(): boolean {
    stepRebuild()
    try {
      if (isSweeping) isSweeping = writer.sweep().next !== undefined
      return isSweeping || follow()
    } catch (error) {
      // A full disk may heal; whatever else it is, the writer must not go on.
      if (!isDatabaseTrouble(error)) throw error
      return false
    }
  }

  function follow(): boolean {
    if (queue.length > 0 && clock.wall() - lastFollow < followMs) return true
    lastFollow = clock.wall()
    const moved = files.following.follow(sliceMs)
    if (moved) tell({ kind: 'committed', answers: [], settled: [], head: writer.head() })
    return moved
  }

  function wakeIn(ms: number): void {
    clearTimeout(alarm)
    alarm = setTimeout(schedule, ms)
  }

  function isDue(): boolean {
    return (writer.nextDue() ?? Number.POSITIVE_INFINITY) <= clock.now()
  }

  /** Sleeps until the next timer is due, a minute at most: a longer one would overflow or drift. */
  function sleep(): void {
    const due = writer.nextDue()
    const pace = clock.speed()
    const waitMs = due === undefined || pace === 0 ? sleepMaxMs : (due - clock.now()) / pace
    wakeIn(Math.max(1, Math.min(waitMs, sleepMaxMs)))
  }

  /** Commits and answers; false where the disk was in trouble, so that it is left in peace for a moment. */
  function commit(taken: readonly Waiting[]): boolean {
    try {
      const { submissions, settled, head } = writer.batch(taken.map(([, command]) => command))
      const answers: [number, Submission][] = []
      for (const [index, [ask]] of taken.entries()) {
        const submission = submissions[index]
        if (submission?.kind === 'defect')
          tell({ kind: 'defect', ask, error: wordsOf(submission.error) })
        else if (submission) answers.push([ask, submission])
      }
      tell({ kind: 'committed', answers, settled, head })
      return true
    } catch (error) {
      sorry(taken, error)
      return false
    }
  }

  /** Says of each command what is certain: refused, or not known. After a failed sync nothing more is written. */
  function sorry(taken: readonly Waiting[], error: unknown): void {
    if (error instanceof CommitUnknown) {
      isOver = true
      return tell({ kind: 'commit-unknown', error: error.message })
    }
    if (!isDatabaseTrouble(error)) throw error
    const full: Submission = { kind: 'unavailable', reason: 'full', retryAfterS: 30 }
    tell({
      kind: 'committed',
      answers: taken.map(([ask]) => [ask, full] as const),
      settled: [],
      head: writer.head(),
    })
  }

  function stepRebuild(): void {
    const current = rebuilds[0]
    if (!current) return
    try {
      const outcome = current.rebuilding.step(sliceMs)
      if (!outcome) return
      rebuilds.shift()
      tell({ kind: 'rebuilt', ask: current.ask, outcome })
    } catch (error) {
      rebuilds.shift()
      tell({ kind: 'rebuilt', ask: current.ask, outcome: { error: messageOf(error) } })
    }
  }

  function beginRebuild(ask: number, name: string): void {
    try {
      rebuilds.push({ ask, rebuilding: files.rebuild(name) })
      schedule()
    } catch (error) {
      tell({ kind: 'rebuilt', ask, outcome: { error: messageOf(error) } })
    }
  }

  function rehearse(ask: number, command: NewCommand): void {
    try {
      tell({ kind: 'rehearsed', ask, rehearsal: writer.rehearse(command) })
    } catch (error) {
      tell({ kind: 'defect', ask, error: wordsOf(error) })
    }
  }

  function stop(): void {
    clearTimeout(alarm)
    for (const timer of timers) clearInterval(timer)
    while (queue.length > 0 && !isOver) commit(queue.splice(0, batchMax))
    if (!isOver) noteHead()
    isOver = true
    files.close()
    tell({ kind: 'stopped' })
    parentPort?.close()
  }

  const timers = [
    setInterval(() => tell({ kind: 'beat' }), beatMs),
    setInterval(() => {
      if (isOver) return
      noteHead()
      isSweeping = true
      schedule()
    }, noteHeadMs),
  ]

  function noteHead(): void {
    try {
      writer.noteHead(clock.wall())
      files.checkpoint()
    } catch (error) {
      // On a full disk the next minute's note must do.
      if (!isDatabaseTrouble(error)) throw error
    }
  }

  parentPort?.on('message', (message: ToWriter) => {
    switch (message.kind) {
      case 'submit':
        queue.push(...message.commands)
        return schedule()
      case 'rehearse':
        return rehearse(message.ask, message.command)
      case 'rebuild':
        return beginRebuild(message.ask, message.name)
      case 'clock-set':
        return schedule()
      case 'stop':
        return stop()
    }
  })
  noteHead()
  tell({ kind: 'ready' })
  schedule()
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  await start(workerData as WriterData)
} catch (error) {
  const isPlain = error instanceof PlainError
  tell({ kind: 'cannot-start', sentence: isPlain ? error.message : wordsOf(error), isPlain })
}
