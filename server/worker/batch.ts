import type { NewCommand, Submission } from '#kernel/command.ts'
import { rows } from '#kernel/query.ts'
import { carryOutSent, receive, sentData } from './carry-out.ts'
import { findCommand } from './commands.ts'
import { ask, type Io, tell } from './io.ts'
import { isDatabaseTrouble } from './project.ts'
import { attempt } from './savepoint.ts'
import { appendReceived, type Carried, finish } from './settle.ts'
import type { Work } from './work.ts'

/** What became of a command; `defect`: it could not even be recorded, and nothing of it is stored. */
export type Taken = Submission | { readonly kind: 'defect'; readonly error: unknown }

/** Takes commands in the order they came. One that cannot even be recorded is a defect alone. */
export function* takeAll(work: Work, commands: readonly NewCommand[]): Io<readonly Taken[]> {
  const taken: Taken[] = []
  for (const command of commands) taken.push(yield* take(work, command))
  return taken
}

function* take(work: Work, command: NewCommand): Io<Taken> {
  try {
    return yield* receive(work, command)
  } catch (error) {
    if (isDatabaseTrouble(error)) throw error
    return { kind: 'defect', error }
  }
}

/**
 * Carries out what processes sent, one at least and then as long as `mayGoOn` allows; what is left waits
 * in memory and in its row. A command that cannot be recorded together with its process is failed without telling it: the
 * sweep then finds the process waiting for nothing.
 */
export function* workOff(work: Work, mayGoOn: () => boolean): Io<void> {
  do {
    const id = work.memory.sent.shift()
    if (id === undefined) return
    const tried = yield* attempt(work, () => carryOutSent(work, id))
    if ('error' in tried) yield* failAlone(work, id, tried.error)
  } while (mayGoOn())
}

function* failAlone(work: Work, id: string, error: unknown): Io<void> {
  const row = yield* findCommand(id)
  if (row?.state !== 'received') return
  const data = sentData(work, row)
  const carried: Carried = { row, data, expectedVersion: undefined, isNew: false }
  const received = yield* appendReceived(work, carried)
  yield* finish(work, carried, received, 'failed', {
    error: error instanceof Error ? error.message : String(error),
  })
  work.memory.answered.splice(0)
}

/** Ids of commands that processes sent and nobody has carried out: after a start, or left by a crash. */
export function* sentBefore(): Io<readonly string[]> {
  const found = yield* ask(
    rows<{ id: string }>(`SELECT id FROM commands WHERE state = 'received' ORDER BY seq`),
  )
  return found.map(({ id }) => id)
}

/** Notes how far the read models have come that are written with the commands. */
export function* saveCheckpoints(work: Work): Io<void> {
  // One that stopped keeps the position before this batch: what came since is not in it.
  for (const [name, error] of work.memory.stopped) {
    yield* tell(
      `UPDATE checkpoints SET status = 'stopped', error = ? WHERE name = ? AND status = 'live'`,
      error,
      name,
    )
  }
  yield* tell(
    `UPDATE checkpoints SET position = ? WHERE status = 'live'`,
    work.memory.head.position,
  )
}
