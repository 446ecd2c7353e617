import type { NewCommand, Submission } from '#kernel/command.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import { CommitUnknown } from './committing.ts'
import type { FromWriter } from './messages.ts'
import type { Writer } from './writer.ts'

/** Tells the web's thread. */
export type Tell = (message: FromWriter) => void

/** A command that waits for its batch, and the number under which its answer is awaited. */
export type Waiting = readonly [ask: number, command: NewCommand]

/**
 * Commits a batch and answers it. `trouble`: the disk was, so that it is to be left in peace for a moment;
 * `unknown`: nothing more may be written.
 */
export function commitAndAnswer(
  writer: Writer,
  taken: readonly Waiting[],
  tell: Tell,
): 'committed' | 'trouble' | 'unknown' {
  try {
    const { submissions, settled, events, head } = writer.batch(taken.map(([, command]) => command))
    const answers: [number, Submission][] = []
    for (const [index, [ask]] of taken.entries()) {
      const submission = submissions[index]
      if (submission?.kind === 'defect')
        tell({ kind: 'defect', ask, error: wordsOf(submission.error) })
      else if (submission) answers.push([ask, submission])
    }
    tell({ kind: 'committed', answers, settled, events, head })
    return 'committed'
  } catch (error) {
    return sayWhatIsCertain(writer, taken, error, tell)
  }
}

/** Of each command: refused, or not known. Throws what is no trouble of the disk. */
function sayWhatIsCertain(
  writer: Writer,
  taken: readonly Waiting[],
  error: unknown,
  tell: Tell,
): 'trouble' | 'unknown' {
  if (error instanceof CommitUnknown) {
    tell({ kind: 'commit-unknown', error: error.message })
    return 'unknown'
  }
  if (!isDatabaseTrouble(error)) throw error
  const full: Submission = { kind: 'unavailable', reason: 'full', retryAfterS: 30 }
  const answers = taken.map(([ask]) => [ask, full] as const)
  tell({ kind: 'committed', answers, settled: [], events: [], head: writer.head() })
  return 'trouble'
}

/** Rehearses a command and answers it. */
export function rehearseAndAnswer(writer: Writer, [ask, command]: Waiting, tell: Tell): void {
  try {
    tell({ kind: 'rehearsed', ask, rehearsal: writer.rehearse(command) })
  } catch (error) {
    tell({ kind: 'defect', ask, error: wordsOf(error) })
  }
}

/** An error in words, with the way it came, for the log. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
