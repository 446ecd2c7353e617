import type { StepAnswer } from '#kernel/command.ts'
import { findCommand, updateCommand, viewOf } from './commands.ts'
import type { Io } from './io.ts'
import { askTimer, dropTimer } from './process-timers.ts'
import { routeNew } from './processes.ts'
import type { Work } from './work.ts'

/**
 * Writes down what a module elsewhere answered to a step, and tells its process. A second answer to the
 * same step changes nothing: what was told first is what happened.
 */
export function* takeAnswer(work: Work, id: string, answer: StepAnswer): Io<void> {
  const row = yield* findCommand(id)
  if (row?.state !== 'sent') return
  const settled = {
    ...row,
    state: answer.state,
    outcome: JSON.stringify(answer.outcome),
    settled_at: Math.max(work.clock(), work.memory.head.at),
    data: null,
    sealed: null,
  }
  yield* updateCommand(settled)
  // Nobody need ask for it again.
  if (row.process && row.step) yield* dropTimer(row.process, askTimer(row.step))
  work.memory.settled.push(viewOf(settled))
  work.memory.answered.push(settled)
  yield* routeNew(work)
}
