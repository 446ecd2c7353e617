import { askDelaysMs } from '#kernel/process.ts'
import { undoneStep } from '#kernel/process-life.ts'
import type { StepLife } from '#kernel/step-life.ts'
import { askOnceMore } from './asking.ts'
import type { CommandRow } from './command-row.ts'
import { findCommand } from './commands.ts'
import { append, type Instance } from './instance.ts'
import { type Io, tell } from './io.ts'
import { awaitAnswer } from './process-timers.ts'
import { stick } from './reacting.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/**
 * A step that nobody answers is neither done nor refused, as far as anybody here can tell. After a while the
 * same command is asked for again, under the same id: whoever has carried it out says what became of it,
 * whoever has not does it now.
 */

/** Lets a step lie, as if whoever is to carry it out hung; its process asks again in time. */
export function* leaveUnanswered(row: CommandRow): Io<void> {
  yield* tell(`UPDATE commands SET state = 'sent' WHERE id = ?`, row.id)
  // Counted from when it was sent: while it waits for its turn nobody answers either.
  if (row.process && row.step) yield* awaitAnswer(row.process, row.step, row.received_at)
}

/** The time came to ask for a step again, unless it was answered or is given up. */
export function* askAgain(work: Work, one: Instance, step: string): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const known = life.steps.find((other) => other.step === undoneStep(step))
  if (known?.state !== 'sent' && known?.state !== 'undoing') return
  if (known.asked < askDelaysMs.length || one.process.tireless)
    return yield* askOnceMore(work, one, step, known)
  // What waits here for its turn will be answered: it is late, and its process is not to be stuck meanwhile.
  if ((yield* findCommand(known.command))?.state === 'received')
    return yield* awaitAnswer(one.stream, step, Math.max(work.clock(), work.memory.head.at))
  yield* giveUp(work, one, step, known)
}

/** What became of it is not known, so nothing is undone either: somebody has to look. */
function* giveUp(work: Work, one: Instance, step: string, known: StepLife): Io<void> {
  const tries = known.asked + 1
  const error = 'Nobody answered, so we do not know whether it was done.'
  yield* append(work, one, { type: 'StepGivenUp', data: { step, tries, error } })
  yield* stick(work, one, { step, error, tries })
}
