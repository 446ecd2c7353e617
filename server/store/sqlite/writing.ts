import { moduleOf, type Registry } from '#kernel/registry.ts'
import { sentBefore } from '#worker/batch.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import type { Vault } from '#worker/vault.ts'
import { remember, type Work } from '#worker/work.ts'
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

export type WriterSettings = {
  readonly db: Connection
  readonly registry: Registry
  readonly vault: Vault
  readonly clock: () => number
  readonly fault?: NonNullable<Work['fault']>
  readonly ids?: NonNullable<Work['ids']>
  /** Modules whose commands are carried out elsewhere. */
  readonly elsewhere?: readonly string[]
  /** How long one transaction may go on taking work that processes sent, in ms. */
  readonly batchMs?: number
  /** How many steps of processes the next transaction takes, instead of as many as `batchMs` allows. For the simulator. */
  readonly stepsPerBatch?: () => number
  /** Called before each statement; throwing from it is a crash at that moment. For the simulator. */
  readonly beforeStatement?: (sql: string) => void
}

/** What the writer writes with: the file, its statements, and what the worker's rules need. */
export type Writing = {
  readonly db: Connection
  readonly run: Statements
  readonly work: Work
  lastSyncMs: number
}

/** Takes up the writing where the file ends, with what processes had sent. */
export function openWriting(settings: WriterSettings): Writing {
  const { db, registry, vault, clock, fault, ids, elsewhere = [] } = settings
  const types = knownTypes(db, registry)
  const run = guarded(db, statements(db, tableNames(registry)), settings.beforeStatement)
  const stopped = checkpoints(db)
    .filter(({ status }) => status === 'stopped')
    .map(({ name, error }) => [name, error ?? ''] as const)
  const memory = remember(headOf(db), types, stopped)
  const work: Work = {
    registry,
    vault,
    clock,
    ...(fault ? { fault } : {}),
    ...(ids ? { ids } : {}),
    ...awayFrom(registry, elsewhere),
    memory,
  }
  work.memory.sent.push(...drive(sentBefore(), run))
  return { db, run, work, lastSyncMs: 0 }
}

/** Where nothing is elsewhere, nobody looks. */
function awayFrom(registry: Registry, elsewhere: readonly string[]): Pick<Work, 'elsewhere'> {
  if (elsewhere.length === 0) return {}
  return {
    elsewhere(target) {
      const module = moduleOf(registry, target)
      return module !== undefined && elsewhere.includes(module) ? module : undefined
    },
  }
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

/** What was taken from the queue in a batch that was rolled back is in its rows still. */
export function restoreSent({ db, run, work }: Writing): void {
  if (!db.open) return
  work.memory.sent.splice(0, work.memory.sent.length, ...drive(sentBefore(), run))
}

/** Forgets what only the batch that is over needed. */
export function clearBatch({ work: { memory } }: Writing): void {
  memory.touched.splice(0)
  memory.appended.splice(0)
  memory.routed = 0
  memory.settled.splice(0)
  memory.erased.splice(0)
}
