import { performance } from 'node:perf_hooks'
import type { CommandView, NewCommand } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { saveCheckpoints, sentBefore, type Taken, takeAll, workOff } from '#worker/batch.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import { type Swept, sweep } from '#worker/sweep.ts'
import { fireDue, nextDue } from '#worker/timers.ts'
import type { Vault } from '#worker/vault.ts'
import { forgetSince, mark, remember, type Work } from '#worker/work.ts'
import {
  type Connection,
  drive,
  type Statements,
  statements,
  TransactionLost,
  tableNames,
} from './connection.ts'
import { headOf, knownTypes } from './opening.ts'
import { checkpoints } from './read-models.ts'

/** Answers `true` where an injected fault is to strike; for demonstrations and tests only. */
export type Fault = NonNullable<Work['fault']>

export type WriterSettings = {
  readonly db: Connection
  readonly registry: Registry
  readonly vault: Vault
  readonly clock: () => number
  readonly fault?: Fault
  /** How long one transaction may go on taking work that processes sent, in ms. */
  readonly batchMs?: number
  /** How many steps of processes the next transaction takes, instead of as many as `batchMs` allows. For the simulator. */
  readonly stepsPerBatch?: () => number
  /** Called before each statement; throwing from it is a crash at that moment. For the simulator. */
  readonly beforeStatement?: (sql: string) => void
}

/** What a batch did: what became of each command in it, and what else became final. */
export type Batch = {
  readonly submissions: readonly Taken[]
  readonly settled: readonly CommandView[]
  readonly head: number
}

/** The commit was tried and failed in a way that leaves open whether it happened. The process must end. */
export class CommitUnknown extends Error {}

export type Writer = {
  /** Takes commands, then what processes sent and what is due, in one transaction. */
  batch(commands: readonly NewCommand[]): Batch
  rehearse(command: NewCommand): Rehearsal
  /** Whether there is work left that needs no new command. */
  hasWork(): boolean
  nextDue(): number | undefined
  /** Looks for what was left behind, part by part; `next` is set while there is more to look at. */
  sweep(): Swept
  /** Lets a read model that stood still go on after it was rebuilt. */
  resume(projection: string): void
  /** Writes the head where a cut tail can be seen. */
  noteHead(at: number): void
  head(): number
}

/**
 * Statements that tell `before` of themselves, and that end the batch when an error ended its transaction:
 * a savepoint begun after that would commit by itself.
 */
function guarded(
  db: Connection,
  plain: Statements,
  before: ((sql: string) => void) | undefined,
): Statements {
  function attempt<T>(sql: string, execute: () => T): T {
    const isInside = db.inTransaction
    before?.(sql)
    try {
      return execute()
    } catch (error) {
      if (isInside && !db.inTransaction && !isDatabaseTrouble(error))
        throw new TransactionLost(sql, { cause: error })
      throw error
    }
  }
  return {
    all: (sql, args) => attempt(sql, () => plain.all(sql, args)),
    run: (sql, args) => attempt(sql, () => plain.run(sql, args)),
  }
}

/** The only writer of a file: synchronous, one transaction a batch, one savepoint a command. */
export function openWork(settings: WriterSettings): Writer {
  const { db, registry, vault, clock, fault, batchMs = 20 } = settings
  const types = knownTypes(db, registry)
  const run = guarded(db, statements(db, tableNames(registry)), settings.beforeStatement)
  const stopped = checkpoints(db)
    .filter(({ status }) => status === 'stopped')
    .map(({ name, error }) => [name, error ?? ''] as const)
  const memory = remember(headOf(db), types, stopped)
  const work: Work = { registry, vault, clock, ...(fault ? { fault } : {}), memory }
  let sweepFrom: Swept['next']
  work.memory.sent.push(...drive(sentBefore(), run))

  function transaction<T>(inside: () => T): T {
    const before = mark(work.memory)
    run.run('BEGIN IMMEDIATE', [])
    try {
      const result = inside()
      vault.flush()
      commit()
      return result
    } catch (error) {
      if (error instanceof CommitUnknown) throw error
      vault.discard()
      if (db.inTransaction) run.run('ROLLBACK', [])
      forgetSince(work.memory, before)
      restoreSent()
      throw error
    }
  }

  function commit(): void {
    try {
      run.run('COMMIT', [])
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (code.startsWith('SQLITE_IOERR'))
        throw new CommitUnknown(`The disk failed while saving (${code}).`, { cause: error })
      throw error
    }
  }

  /** What was taken from the queue in a batch that failed is in its rows still. */
  function restoreSent(): void {
    if (isClosedFor(db)) return
    work.memory.sent.splice(0, work.memory.sent.length, ...drive(sentBefore(), run))
  }

  function clear(): void {
    work.memory.touched.splice(0)
    work.memory.appended.splice(0)
    work.memory.routed = 0
    work.memory.settled.splice(0)
  }

  function pace(): () => boolean {
    if (settings.stepsPerBatch) {
      let left = settings.stepsPerBatch()
      return () => left-- > 0
    }
    const end = performance.now() + batchMs
    return () => performance.now() < end
  }

  function takeTogether(commands: readonly NewCommand[]): Batch {
    const mayGoOn = pace()
    const submissions = transaction(() => {
      const taken = drive(takeAll(work, commands), run)
      drive(fireDue(work, clock(), 100), run)
      drive(workOff(work, mayGoOn), run)
      drive(saveCheckpoints(work), run)
      return taken
    })
    const latest = new Map(work.memory.settled.map((command) => [command.id, command]))
    const upToDate = submissions.map((one) =>
      one.kind === 'accepted'
        ? { ...one, command: latest.get(one.command.id) ?? one.command }
        : one,
    )
    const batch: Batch = {
      submissions: upToDate,
      settled: [...work.memory.settled],
      head: work.memory.head.position,
    }
    clear()
    return batch
  }

  /** What came before it in the same batch is committed, so each tells its own trouble. */
  function takeAlone(command: NewCommand): Batch {
    try {
      return takeTogether([command])
    } catch (error) {
      clear()
      if (error instanceof CommitUnknown) throw error
      const sorry: Taken = isDatabaseTrouble(error)
        ? { kind: 'unavailable', reason: 'full', retryAfterS: 30 }
        : { kind: 'defect', error }
      return { submissions: [sorry], settled: [], head: work.memory.head.position }
    }
  }

  return {
    batch(commands) {
      try {
        return takeTogether(commands)
      } catch (error) {
        clear()
        if (error instanceof CommitUnknown || isDatabaseTrouble(error) || commands.length === 0)
          throw error
        // One of them ended the transaction: alone, each shows what it does.
        const alone = commands.map(takeAlone)
        return {
          submissions: alone.flatMap(({ submissions }) => submissions),
          settled: alone.flatMap(({ settled }) => settled),
          head: work.memory.head.position,
        }
      }
    },
    rehearse(command) {
      const before = mark(work.memory)
      run.run('BEGIN IMMEDIATE', [])
      try {
        return rehearsed(work, run, command)
      } finally {
        vault.discard()
        run.run('ROLLBACK', [])
        forgetSince(work.memory, before)
        clear()
        restoreSent()
      }
    },
    hasWork: () => work.memory.sent.length > 0,
    nextDue: () => drive(nextDue(), run),
    sweep() {
      const swept = transaction(() => {
        const part = drive(sweep(work, clock() - 60_000, sweepFrom), run)
        drive(saveCheckpoints(work), run)
        return part
      })
      sweepFrom = swept.next
      clear()
      restoreSent()
      return swept
    },
    resume: (projection) => void work.memory.stopped.delete(projection),
    noteHead(at) {
      const { position, hash, at: clinicTime } = work.memory.head
      db.prepare(
        'INSERT OR REPLACE INTO head (noted_at, position, hash, clinic_time) VALUES (?, ?, ?, ?)',
      ).run(at, position, hash, Math.max(clock(), clinicTime))
      db.prepare(
        'DELETE FROM head WHERE noted_at < (SELECT max(noted_at) FROM head) - 86400000',
      ).run()
    },
    head: () => work.memory.head.position,
  }
}

function isClosedFor(db: Connection): boolean {
  return !db.open
}

/** Carries a command and its process's machine steps out and tells what happened; the caller rolls back. */
function rehearsed(work: Work, run: Statements, command: NewCommand): Rehearsal {
  const others = work.memory.sent.splice(0)
  const [submission] = drive(takeAll(work, [command]), run)
  drive(
    workOff(work, () => true),
    run,
  )
  work.memory.sent.push(...others)
  const events: readonly Envelope[] = [...work.memory.appended]
  if (submission?.kind === 'defect') throw submission.error
  if (!submission || submission.kind !== 'accepted')
    return { kind: 'refused', refusal: { code: 'command-id-reused', facts: {} }, events }
  const settled = work.memory.settled.find(({ id }) => id === command.id) ?? submission.command
  if (settled.state !== 'rejected') return { kind: 'events', events, command: settled }
  return {
    kind: 'refused',
    refusal: { code: settled.outcome.code ?? '', facts: settled.outcome.facts ?? {} },
    events,
  }
}
