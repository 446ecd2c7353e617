import type { ClinicClock } from '#worker/clock.ts'
import { commitAndAnswer, type Tell, type Waiting } from './answering.ts'
import type { Housekeeping } from './housekeeping.ts'
import type { Posting } from './posting.ts'
import type { Writer } from './writer.ts'

// Fewer at a time, so that the answers of one batch are told while the next is written. A disk whose sync
// takes long is shared by as many more.
const batchMin = 16
const batchMax = 256
const perSyncMs = 32
const sleepMaxMs = 60_000
const afterTroubleMs = 1_000

/** The writer's turns: a batch of what has come, the post, then the house, then the next turn or sleep. */
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

export type TurnsParts = {
  readonly writer: Writer
  readonly housekeeping: Housekeeping
  readonly posting: Posting
  readonly clock: ClinicClock
  readonly tell: Tell
}

export function openTurns({ writer, housekeeping, posting, clock, tell }: TurnsParts): Turns {
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
    const posted = isOver || !isWell ? 'done' : posting.step()
    if (posted === 'unknown') isOver = true
    if (isOver || posted === 'unknown') return
    if (!isWell) wakeIn(queue.length > 0 ? 1 : afterTroubleMs)
    else if (housekeeping.step(queue.length > 0) || hasMore(posted)) wake()
    else wakeIn(sleepMs(writer, posting, clock))
  }

  function hasMore(posted: 'more' | 'done'): boolean {
    return posted === 'more' || queue.length > 0 || hasWork(writer, clock)
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
      if (!isOver && posting.step() === 'unknown') isOver = true
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

/** Until the next timer or message is due, a minute at most: a longer one would overflow or drift. */
function sleepMs(writer: Writer, posting: Posting, clock: ClinicClock): number {
  const dues = [writer.nextDue(), posting.nextDue()].filter((due) => due !== undefined)
  const pace = clock.speed()
  const waitMs =
    dues.length === 0 || pace === 0 ? sleepMaxMs : (Math.min(...dues) - clock.now()) / pace
  return Math.max(1, Math.min(waitMs, sleepMaxMs))
}
