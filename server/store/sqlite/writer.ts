import { performance } from 'node:perf_hooks'
import type { CommandView, NewCommand } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { saveCheckpoints, type Taken, takeAll, workOff } from '#worker/batch.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import { type Swept, sweep } from '#worker/sweep.ts'
import { fireDue, nextDue } from '#worker/timers.ts'
import type { Work } from '#worker/work.ts'
import { CommitUnknown, transaction } from './committing.ts'
import { drive } from './connection.ts'
import { finishErasures } from './erasing.ts'
import { noteHead } from './opening.ts'
import { openOutbox, type WritersOutbox } from './outbox.ts'
import { rehearse } from './rehearsing.ts'
import {
  clearBatch,
  openWriting,
  restoreSent,
  type WriterSettings,
  type Writing,
} from './writing.ts'

/** How an injected fault strikes a command; for demonstrations and tests only. */
export type Fault = NonNullable<Work['fault']>

/** What a batch did: what became of each command in it, and what else became final. */
export type Batch = {
  readonly submissions: readonly Taken[]
  readonly settled: readonly CommandView[]
  /** What was written, in the order of positions. */
  readonly events: readonly Envelope[]
  readonly head: number
}

export type Writer = {
  /** Takes commands, then what processes sent and what is due, in one transaction. */
  batch(commands: readonly NewCommand[]): Batch
  rehearse(command: NewCommand): Rehearsal
  /** Whether there is work left that needs no new command. */
  hasWork(): boolean
  nextDue(): number | undefined
  readonly outbox: WritersOutbox
  /** Looks for what was left behind, part by part; `next` is set while there is more to look at. */
  sweep(): Swept
  /** Lets a read model that stood still go on after it was rebuilt. */
  resume(projection: string): void
  /** Writes the head where a cut tail can be seen. */
  noteHead(at: number): void
  head(): number
  /** How long the last commit waited for the disk. */
  lastSyncMs(): number
}

/** The only writer of a file: synchronous, one transaction a batch, one savepoint a command. */
export function openWork(settings: WriterSettings): Writer {
  const writing = openWriting(settings)
  const { db, run, work } = writing
  const { memory } = work
  let sweepFrom: Swept['next']
  return {
    batch: (commands) => takeBatch(writing, commands, () => paceOf(settings)),
    rehearse: (command) => rehearse(writing, command),
    hasWork: () => memory.sent.length > 0,
    nextDue: () => drive(nextDue(), run),
    outbox: openOutbox(writing),
    sweep() {
      const swept = transaction(writing, () => {
        const part = drive(sweep(work, work.clock() - 60_000, sweepFrom), run)
        drive(saveCheckpoints(work), run)
        return part
      })
      sweepFrom = swept.next
      clearBatch(writing)
      restoreSent(writing)
      return swept
    },
    resume: (projection) => void memory.stopped.delete(projection),
    noteHead(at) {
      finishErasures(writing, work.clock())
      noteHead(db, memory.head, at, work.clock())
    },
    head: () => memory.head.position,
    lastSyncMs: () => writing.lastSyncMs,
  }
}

/** Whether a transaction may take one more step of a process, asked before each but the first. */
type Pace = () => boolean

function paceOf({ stepsPerBatch, batchMs = 20 }: WriterSettings): Pace {
  if (stepsPerBatch) {
    let left = stepsPerBatch()
    return () => left-- > 0
  }
  const end = performance.now() + batchMs
  return () => performance.now() < end
}

function takeBatch(writing: Writing, commands: readonly NewCommand[], paceNow: () => Pace): Batch {
  try {
    return takeTogether(writing, commands, paceNow())
  } catch (error) {
    clearBatch(writing)
    if (error instanceof CommitUnknown || isDatabaseTrouble(error) || commands.length === 0)
      throw error
    // One of them ended the transaction: alone, each shows what it does.
    const alone = commands.map((command) => takeAlone(writing, command, paceNow()))
    return {
      submissions: alone.flatMap(({ submissions }) => submissions),
      settled: alone.flatMap(({ settled }) => settled),
      events: alone.flatMap(({ events }) => events),
      head: writing.work.memory.head.position,
    }
  }
}

function takeTogether(writing: Writing, commands: readonly NewCommand[], mayGoOn: Pace): Batch {
  const { run, work } = writing
  const submissions = transaction(writing, () => {
    const taken = drive(takeAll(work, commands), run)
    drive(fireDue(work, work.clock(), 100), run)
    drive(workOff(work, mayGoOn), run)
    drive(saveCheckpoints(work), run)
    return taken
  })
  const settled = [...work.memory.settled]
  // Of a batch that erased somebody nothing is handed on: whoever kept what was read forgets it.
  const events = work.memory.erased.length > 0 ? [] : [...work.memory.appended]
  const latest = new Map(settled.map((command) => [command.id, command]))
  if (work.memory.erased.length > 0) erase(writing)
  clearBatch(writing)
  return {
    submissions: submissions.map((one) =>
      one.kind === 'accepted'
        ? { ...one, command: latest.get(one.command.id) ?? one.command }
        : one,
    ),
    settled,
    events,
    head: work.memory.head.position,
  }
}

// The event is committed: what hinders the rest now is made up for, at the latest at the next start.
function erase(writing: Writing): void {
  try {
    finishErasures(writing, writing.work.clock())
  } catch (error) {
    if (isDatabaseTrouble(error)) return
    // Nothing of a batch that is committed may be taken again: the next start finds what is left to do.
    throw new CommitUnknown('A key could not be destroyed.', { cause: error })
  }
}

/** What came before it in the same batch is committed, so each tells its own trouble. */
function takeAlone(writing: Writing, command: NewCommand, mayGoOn: Pace): Batch {
  try {
    return takeTogether(writing, [command], mayGoOn)
  } catch (error) {
    clearBatch(writing)
    if (error instanceof CommitUnknown) throw error
    const sorry: Taken = isDatabaseTrouble(error)
      ? { kind: 'unavailable', reason: 'full', retryAfterS: 30 }
      : { kind: 'defect', error }
    return {
      submissions: [sorry],
      settled: [],
      events: [],
      head: writing.work.memory.head.position,
    }
  }
}
