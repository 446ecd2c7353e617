import { performance } from 'node:perf_hooks'
import { forgetSince, mark } from '#worker/work.ts'
import type { Statements } from './connection.ts'
import { restoreSent, type Writing } from './writing.ts'

/** The commit was tried and failed in a way that leaves open whether it happened. The process must end. */
export class CommitUnknown extends Error {}

/** Runs work in one transaction: all of it is in the file and in memory, or nothing. */
export function transaction<T>(writing: Writing, inside: () => T): T {
  const { db, run, work } = writing
  const before = mark(work.memory)
  run.run('BEGIN IMMEDIATE', [])
  try {
    const result = inside()
    work.vault.flush()
    writing.lastSyncMs = commit(run)
    return result
  } catch (error) {
    if (error instanceof CommitUnknown) throw error
    work.vault.discard()
    if (db.inTransaction) run.run('ROLLBACK', [])
    forgetSince(work.memory, before)
    restoreSent(writing)
    throw error
  }
}

/** Commits; answers how long that took, in ms. */
function commit(run: Statements): number {
  const begun = performance.now()
  try {
    run.run('COMMIT', [])
    return performance.now() - begun
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_IOERR'))
      throw new CommitUnknown(`The disk failed while saving (${code}).`, { cause: error })
    throw error
  }
}
