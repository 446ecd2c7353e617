import type { ClinicClock } from '#worker/clock.ts'
import { commitAndAnswer, type Tell, type Waiting } from './answering.ts'
import type { Housekeeping } from './housekeeping.ts'
import type { Writer } from './writer.ts'

// Fewer at a time, so that the answers of one batch are told while the next is written. A disk whose sync
// takes long is shared by as many more.
const batchMin = 16
const batchMax = 256
const perSyncMs = 32
const sleepMaxMs = 60_000
const afterTroubleMs = 1_000

/** The writer's turns: a batch of what has come, then the house, then the next turn or sleep. */
export type Turns = {
  /** Lets commands wait for the next batch. */
  enqueue(commands: readonly Waiting[]): void
  /** Takes a turn soon, however long it was to sleep. */
  wake(): void
  /** Commits what still waits, and takes no turn any more. Answers whether all of it is written. */
  finish(): 'finished' | 'unknown'
  /** No turn will be taken any more: it has finished, or what was committed is not known. */
  isOver(): boolean
}

export function openTurns(
  writer: Writer,
  housekeeping: Housekeeping,
  clock: ClinicClock,
  tell: Tell,
): Turns {
  const queue: Waiting[] = []
  let isScheduled = false
  let isOver = false
  let alarm: NodeJS.Timeout | undefined
  let batchSize = batchMin

  function wake(): void {
    if (isScheduled || isOver) return
    isScheduled = true
    setImmediate(turn)
  }

  function turn(): void {
    isScheduled = false
    if (isOver) return
    const isWell = queue.length > 0 || hasWork(writer, clock) ? commit() : true
    if (isOver) return
    if (!isWell) wakeIn(queue.length > 0 ? 1 : afterTroubleMs)
    else if (housekeeping.step(queue.length > 0) || queue.length > 0 || hasWork(writer, clock))
      wake()
    else wakeIn(sleepMs(writer, clock))
  }

  /** False where the disk was in trouble. */
  function commit(): boolean {
    const outcome = commitAndAnswer(writer, queue.splice(0, batchSize), tell)
    const shared = Math.round(writer.lastSyncMs() * perSyncMs)
    batchSize = Math.max(batchMin, Math.min(shared, batchMax))
    if (outcome === 'unknown') isOver = true
    return outcome === 'committed'
  }

  function wakeIn(ms: number): void {
    clearTimeout(alarm)
    alarm = setTimeout(wake, ms)
  }

  return {
    enqueue(commands) {
      queue.push(...commands)
      wake()
    },
    wake,
    finish() {
      clearTimeout(alarm)
      while (queue.length > 0 && !isOver) commit()
      const isUnknown = isOver
      isOver = true
      return isUnknown ? 'unknown' : 'finished'
    },
    isOver: () => isOver,
  }
}

function hasWork(writer: Writer, clock: ClinicClock): boolean {
  return writer.hasWork() || (writer.nextDue() ?? Number.POSITIVE_INFINITY) <= clock.now()
}

/** Until the next timer is due, a minute at most: a longer one would overflow or drift. */
function sleepMs(writer: Writer, clock: ClinicClock): number {
  const due = writer.nextDue()
  const pace = clock.speed()
  const waitMs = due === undefined || pace === 0 ? sleepMaxMs : (due - clock.now()) / pace
  return Math.max(1, Math.min(waitMs, sleepMaxMs))
}
