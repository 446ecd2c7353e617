import { processName, retryDelaysMs } from '#kernel/process.ts'
import { undoneStep } from '#kernel/process-life.ts'
import { isSettlingStep } from '#kernel/steering.ts'
import type { CommandRow, StoredOutcome } from './command-row.ts'
import { intentNamed } from './commands.ts'
import { digest } from './ids.ts'
import { append, type Instance, instance } from './instance.ts'
import type { Io } from './io.ts'
import { askTimer, dropTimer, setTimer } from './process-timers.ts'
import { compensate, overtake, reactTo, stick } from './reacting.ts'
import { settleOn } from './settling.ts'
import { loadProcess, processNamed } from './streams.ts'
import type { Work } from './work.ts'

/** Tells a process what became of one of its steps. */
export function* stepSettled(work: Work, row: CommandRow): Io<void> {
  if (!row.process || !row.step) return
  const name = processName(row.process)
  const one = yield* instance(work, processNamed(work, name), row.process, {
    command: row.id,
    position: work.memory.head.position,
    correlation: row.correlation,
    initiator: row.on_behalf_of ?? row.actor,
  })
  const { life } = yield* loadProcess(work, name, row.process)
  if (life.ended !== null) return
  const known = life.steps.find(({ step }) => step === undoneStep(row.step ?? ''))
  if (known && known.askAt !== null) yield* dropTimer(row.process, askTimer(row.step))
  const outcome = JSON.parse(row.outcome) as StoredOutcome
  if (row.state === 'succeeded') yield* stepSucceeded(work, one, row, outcome)
  else if (row.state === 'rejected') yield* stepRejected(work, one, row, outcome)
  else yield* stepFailed(work, one, row, outcome.error ?? 'failed')
}

function* stepSucceeded(
  work: Work,
  one: Instance,
  row: CommandRow,
  outcome: StoredOutcome,
): Io<void> {
  const step = row.step ?? ''
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (step.startsWith('undo:')) {
    yield* append(work, one, {
      type: 'StepUndone',
      data: { step: undoneStep(step), command: row.id },
    })
    return yield* compensate(work, one)
  }
  const { undoneBy } = intentNamed(work, row.intent)
  const event = yield* append(work, one, {
    type: 'StepSucceeded',
    data: {
      step,
      command: row.id,
      receipt: outcome.receipt ?? {},
      undoneBy: undoneBy ?? null,
      target: row.target,
    },
  })
  if (isSettlingStep(step)) return yield* settleOn(work, one)
  if (!life.compensating) return yield* reactTo(work, one, event)
  if (undoneBy || !(yield* overtake(work, one, step, event))) yield* compensate(work, one)
}

function* stepRejected(
  work: Work,
  one: Instance,
  row: CommandRow,
  outcome: StoredOutcome,
): Io<void> {
  const step = row.step ?? ''
  const code = outcome.code ?? 'rejected'
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const event = yield* append(work, one, {
    type: 'StepRejected',
    data: { step, command: row.id, code, facts: outcome.facts ?? {} },
  })
  if (step.startsWith('undo:') || isSettlingStep(step))
    return yield* stick(work, one, { step, error: code, tries: row.attempt })
  yield* life.compensating ? compensate(work, one) : reactTo(work, one, event)
}

/** Ten per cent either way, from the command's id, so that many that failed together do not return together. */
function jitter(id: string, delayMs: number): number {
  return Math.round(delayMs * (0.9 + 0.2 * ((digest(id)[0] ?? 0) / 255)))
}

function* stepFailed(work: Work, one: Instance, row: CommandRow, error: string): Io<void> {
  const step = row.step ?? ''
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const isForwardAfterUndo = life.compensating && !step.startsWith('undo:')
  const lastDelayMs = one.process.tireless ? retryDelaysMs.at(-1) : undefined
  const delayMs = isForwardAfterUndo ? undefined : (retryDelaysMs[row.attempt - 1] ?? lastDelayMs)
  const nextAt = delayMs === undefined ? null : work.memory.head.at + jitter(row.id, delayMs)
  yield* append(work, one, {
    type: 'StepFailed',
    data: { step, command: row.id, attempt: row.attempt, error, nextAt },
  })
  if (isForwardAfterUndo) return yield* compensate(work, one)
  if (nextAt !== null) return yield* setTimer(one.stream, `retry:${step}`, nextAt)
  const tries = row.attempt
  yield* append(work, one, { type: 'StepGivenUp', data: { step, tries, error } })
  yield* stick(work, one, { step, error, tries })
}
