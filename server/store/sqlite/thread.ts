import { randomBytes } from 'node:crypto'
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
const rebuildSlice = 200

type Waiting = readonly [ask: number, command: NewCommand]

function tell(message: FromWriter): void {
  parentPort?.postMessage(message)
}

async function start({ folder, modules, migrations, clock: memory }: WriterData): Promise<void> {
  const declared = (await import(modules)) as { modules: readonly Module[] }
  const registry = register(declared.modules)
  const clock = clinicClock(() => Date.now(), memory)
  const files = openFiles({
    folder, registry, migrations: readMigrations(migrations), clock: clock.now,
    random: (count) => randomBytes(count), say: (sentence) => tell({ kind: 'progress', sentence }),
  })
  const { writer } = files
  const queue: Waiting[] = []
  const rebuilds: { readonly ask: number; readonly rebuilding: Rebuilding }[] = []
  let isScheduled = false
  let alarm: NodeJS.Timeout | undefined

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(turn)
  }

  function turn(): void {
    isScheduled = false
    const taken = queue.splice(0, batchMax)
    if (taken.length > 0 || writer.hasWork() || isDue()) commit(taken)
    stepRebuild()
    if (queue.length > 0 || writer.hasWork() || rebuilds.length > 0 || isDue()) schedule()
    else sleep()
  }

  function isDue(): boolean {
    return (writer.nextDue() ?? Number.POSITIVE_INFINITY) <= clock.now()
  }

  /** Sleeps until the next timer is due, a minute at most: a longer one would overflow or drift. */
  function sleep(): void {
    clearTimeout(alarm)
    const due = writer.nextDue()
    const pace = clock.speed()
    const waitMs = due === undefined || pace === 0 ? sleepMaxMs : (due - clock.now()) / pace
    alarm = setTimeout(schedule, Math.max(1, Math.min(waitMs, sleepMaxMs)))
  }

  function commit(taken: readonly Waiting[]): void {
    try {
      const { submissions, settled, head } = writer.batch(taken.map(([, command]) => command))
      const answers = taken.flatMap(([ask], index) => {
        const submission = submissions[index]
        return submission ? [[ask, submission] as const] : []
      })
      tell({ kind: 'committed', answers, settled, head })
    } catch (error) {
      sorry(taken, error)
    }
  }

  /** Says of each command what is certain: refused, or not known. */
  function sorry(taken: readonly Waiting[], error: unknown): void {
    if (error instanceof CommitUnknown) {
      tell({ kind: 'commit-unknown', error: error.message })
      return
    }
    if (isDatabaseTrouble(error)) {
      const full: Submission = { kind: 'unavailable', reason: 'full', retryAfterS: 30 }
      tell({ kind: 'committed', answers: taken.map(([ask]) => [ask, full] as const), settled: [], head: writer.head() })
      if (taken.length === 0) alarm = setTimeout(schedule, 1_000)
      return
    }
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    for (const [ask] of taken) tell({ kind: 'defect', ask, error: words })
    if (taken.length === 0) throw error
  }

  function stepRebuild(): void {
    const current = rebuilds[0]
    if (!current) return
    try {
      const outcome = current.rebuilding.step(rebuildSlice)
      if (!outcome) return
      rebuilds.shift()
      tell({ kind: 'rebuilt', ask: current.ask, outcome })
    } catch (error) {
      rebuilds.shift()
      tell({ kind: 'rebuilt', ask: current.ask, outcome: { error: error instanceof Error ? error.message : String(error) } })
    }
  }

  function beginRebuild(ask: number, name: string): void {
    try {
      rebuilds.push({ ask, rebuilding: files.rebuild(name) })
      schedule()
    } catch (error) {
      tell({ kind: 'rebuilt', ask, outcome: { error: error instanceof Error ? error.message : String(error) } })
    }
  }

  function rehearse(ask: number, command: NewCommand): void {
    try {
      tell({ kind: 'rehearsed', ask, rehearsal: writer.rehearse(command) })
    } catch (error) {
      tell({ kind: 'defect', ask, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }

  function stop(): void {
    clearTimeout(alarm)
    for (const timer of timers) clearInterval(timer)
    while (queue.length > 0) commit(queue.splice(0, batchMax))
    writer.noteHead(clock.wall())
    files.close()
    tell({ kind: 'stopped' })
    parentPort?.close()
  }

  const timers = [
    setInterval(() => tell({ kind: 'beat' }), beatMs),
    setInterval(() => {
      writer.noteHead(clock.wall())
      writer.sweep()
      files.checkpoint()
      schedule()
    }, noteHeadMs),
  ]

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
  writer.noteHead(clock.wall())
  tell({ kind: 'ready' })
  schedule()
}

try {
  await start(workerData as WriterData)
} catch (error) {
  const isPlain = error instanceof PlainError
  tell({ kind: 'cannot-start', sentence: error instanceof Error ? (isPlain ? error.message : (error.stack ?? error.message)) : String(error), isPlain })
}
