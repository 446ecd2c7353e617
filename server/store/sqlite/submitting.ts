import type { CommandView, NewCommand, Submission } from '#kernel/command.ts'
import type { ToWriter } from './messages.ts'
import { type Asker, questions } from './questions.ts'

const waitMaxMs = 1_000

type Submitted = Asker<Submission> & { readonly id: string; readonly since: number }

/** Commands on their way to the writer, and those whose answer it still owes. */
export type Submitting = {
  /** Sends a command with those of the same moment; refuses it at once where too many wait. */
  submit(command: NewCommand): Promise<Submission>
  /** Whether too many commands wait, or one for too long. */
  isOverloaded(): boolean
  /** Sends at once what is to be sent in a moment. */
  flush(): void
  answer(ask: number, submission: Submission): void
  fail(ask: number, error: Error): void
  /** The writer died: whose commands it had are told once another can say what became of them. */
  lose(): void
  /** Tells those whose commands a dead writer had: in the log or not, and if not, then never. */
  tellLost(find: (id: string) => CommandView | undefined): void
  /** Tells all who wait that nobody knows what became of their commands. */
  giveUp(): void
}

export type SubmittingSettings = {
  readonly post: (message: ToWriter) => void
  /** The number of the next question to the writer. */
  readonly nextNumber: () => number
  /** The wall clock in ms. */
  readonly wall: () => number
  /** How many commands may wait at once. */
  readonly queueMax: number
}

export function openSubmitting({
  post,
  nextNumber,
  wall,
  queueMax,
}: SubmittingSettings): Submitting {
  const submitted = questions<Submitted>(nextNumber)
  const outgoing: (readonly [ask: number, command: NewCommand])[] = []
  const lost: Submitted[] = []

  function lose(): void {
    lost.push(...submitted.takeAll())
    outgoing.splice(0)
  }

  function isOverloaded(): boolean {
    if (submitted.count() >= queueMax) return true
    const oldest = submitted.oldest()
    return oldest !== undefined && wall() - oldest.since > waitMaxMs
  }

  function flush(): void {
    if (outgoing.length > 0) post({ kind: 'submit', commands: outgoing.splice(0) })
  }

  return {
    submit(command) {
      if (isOverloaded()) return Promise.resolve({ kind: 'busy', retryAfterS: 1 })
      return new Promise((resolve, reject) => {
        const ask = submitted.keep({ resolve, reject, id: command.id, since: wall() })
        if (outgoing.push([ask, command]) === 1) setImmediate(flush)
      })
    },
    isOverloaded,
    flush,
    answer: (ask, submission) => submitted.answer(ask, ({ resolve }) => resolve(submission)),
    fail: (ask, error) => submitted.answer(ask, ({ reject }) => reject(error)),
    lose,
    tellLost(find) {
      for (const { id, resolve } of lost.splice(0)) resolve(afterRestart(find(id)))
    },
    giveUp() {
      lose()
      for (const { id, resolve } of lost.splice(0)) resolve({ kind: 'unknown', id })
    },
  }
}

function afterRestart(command: CommandView | undefined): Submission {
  return command
    ? { kind: 'accepted', command, again: false }
    : { kind: 'unavailable', reason: 'restarting', retryAfterS: 1 }
}
