import { performance } from 'node:perf_hooks'
import type { CommandView, NewCommand, Submission } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { fireDue, nextDue, saveCheckpoints, sentBefore, sweep, takeAll, workOff } from '#worker/batch.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import type { Vault } from '#worker/vault.ts'
import { forgetSince, mark, remember, type Work } from '#worker/work.ts'
import { type Connection, drive, PlainError, type Statements, statements, tableNames } from './connection.ts'

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
  /** Called before each statement; throwing from it is a crash at that moment. For the simulator. */
  readonly beforeStatement?: (sql: string) => void
}

/** What a batch did: what became of each command in it, and what else became final. */
export type Batch = {
  readonly submissions: readonly Submission[]
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
  /** Looks for what was left behind; answers how many stuck processes it found. */
  sweep(): number
  /** Writes the head where a cut tail can be seen. */
  noteHead(at: number): void
  head(): number
}

/** A program may open a log only if it knows every event type and version in it. */
function knownTypes(db: Connection, registry: Registry): readonly string[] {
  const types = db.prepare('SELECT type, version FROM event_types').all() as { type: string; version: number }[]
  for (const { type, version } of types) {
    const description = registry.events.get(type)
    if (!description || description.version < version) {
      throw new PlainError(`This database holds events "${type}" in version ${version}, which this program does not know. Install the newer version of Frontdesk; nothing was changed.`)
    }
  }
  return types.map(({ type, version }) => `${type}/${version}`)
}

type HeadRow = { readonly position: number; readonly hash: Uint8Array; readonly at: number }

/** The end of the log, compared with where it was last noted: a file cut at its end is refused. */
function headOf(db: Connection): HeadRow {
  const last = db.prepare('SELECT position, hash, at FROM events ORDER BY position DESC LIMIT 1').get() as HeadRow | undefined
  const noted = db.prepare('SELECT position, hash FROM head ORDER BY noted_at DESC LIMIT 1').get() as HeadRow | undefined
  if (noted && noted.position > 0) {
    const there = db.prepare('SELECT hash FROM events WHERE position = ?').get(noted.position) as HeadRow | undefined
    if (!there || Buffer.compare(there.hash, noted.hash) !== 0) {
      throw new PlainError(`The log ends before event ${noted.position}, which was noted as written. Restore a backup; nothing was changed.`)
    }
  }
  return last ?? { position: 0, hash: Buffer.alloc(32), at: 0 }
}

function observed(plain: Statements, before: ((sql: string) => void) | undefined): Statements {
  if (!before) return plain
  return {
    all(sql, args) {
      before(sql)
      return plain.all(sql, args)
    },
    run(sql, args) {
      before(sql)
      plain.run(sql, args)
    },
  }
}

/** The only writer of a file: synchronous, one transaction a batch, one savepoint a command. */
export function openWork(settings: WriterSettings): Writer {
  const { db, registry, vault, clock, fault, batchMs = 20 } = settings
  const types = knownTypes(db, registry)
  const run = observed(statements(db, tableNames(registry)), settings.beforeStatement)
  const work: Work = { registry, vault, clock, ...(fault ? { fault } : {}), memory: remember(headOf(db), types) }
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
      if (code.startsWith('SQLITE_IOERR')) throw new CommitUnknown(`The disk failed while saving (${code}).`, { cause: error })
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

  function takeTogether(commands: readonly NewCommand[]): Batch {
    const end = performance.now() + batchMs
    const submissions = transaction(() => {
      const taken = drive(takeAll(work, commands), run)
      drive(fireDue(work, clock(), 100), run)
      drive(workOff(work, () => performance.now() < end), run)
      drive(saveCheckpoints(work), run)
      return taken
    })
    const latest = new Map(work.memory.settled.map((command) => [command.id, command]))
    const upToDate = submissions.map((one) =>
      one.kind === 'accepted' ? { ...one, command: latest.get(one.command.id) ?? one.command } : one,
    )
    const batch: Batch = { submissions: upToDate, settled: [...work.memory.settled], head: work.memory.head.position }
    clear()
    return batch
  }

  return {
    batch(commands) {
      try {
        return takeTogether(commands)
      } catch (error) {
        clear()
        if (error instanceof CommitUnknown || isDatabaseTrouble(error) || commands.length <= 1) throw error
        // One of them ended the transaction: alone, each shows what it does.
        const alone = commands.map((command) => takeTogether([command]))
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
      const found = transaction(() => {
        const stuck = drive(sweep(work, clock() - 60_000), run)
        drive(saveCheckpoints(work), run)
        return stuck
      })
      clear()
      restoreSent()
      return found
    },
    noteHead(at) {
      const { position, hash, at: clinicTime } = work.memory.head
      db.prepare('INSERT OR REPLACE INTO head (noted_at, position, hash, clinic_time) VALUES (?, ?, ?, ?)').run(at, position, hash, Math.max(clock(), clinicTime))
      db.prepare('DELETE FROM head WHERE noted_at < (SELECT max(noted_at) FROM head) - 86400000').run()
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
  drive(workOff(work, () => true), run)
  work.memory.sent.push(...others)
  const events: readonly Envelope[] = [...work.memory.appended]
  if (!submission || submission.kind !== 'accepted') return { kind: 'refused', refusal: { code: 'command-id-reused', facts: {} }, events }
  const settled = work.memory.settled.find(({ id }) => id === command.id) ?? submission.command
  if (settled.state !== 'rejected') return { kind: 'events', events, command: settled }
  return { kind: 'refused', refusal: { code: settled.outcome.code ?? '', facts: settled.outcome.facts ?? {} }, events }
}
