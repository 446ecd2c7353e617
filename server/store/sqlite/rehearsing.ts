import type { Foreign, NewCommand } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { takeAnswer } from '#worker/answered.ts'
import { takeAll, workOff } from '#worker/batch.ts'
import { forgetSince, mark } from '#worker/work.ts'
import { drive } from './connection.ts'
import { clearBatch, restoreSent, type Writing } from './writing.ts'

/** Carries a command and its process's machine steps out, tells what happened, and takes all of it back. */
export function rehearse(writing: Writing, command: NewCommand): Rehearsal {
  const { run, work } = writing
  const before = mark(work.memory)
  run.run('BEGIN IMMEDIATE', [])
  try {
    return carryOut({ run, work: { ...work, isRehearsal: true } }, command)
  } finally {
    work.vault.discard()
    run.run('ROLLBACK', [])
    forgetSince(work.memory, before)
    clearBatch(writing)
    restoreSent(writing)
  }
}

/** Lets steps that would be carried out elsewhere be answered as was told, and what follows go on. */
function answerSteps(
  { run, work }: Pick<Writing, 'run' | 'work'>,
  answers: NonNullable<Foreign['answers']>,
): void {
  const answered = new Set<string>()
  for (;;) {
    const next = work.memory.appended.find(
      (event) =>
        event.type === 'StepSent' && !answered.has(stepOf(event)) && answers[stepOf(event)],
    )
    const answer = next && answers[stepOf(next)]
    if (!next || !answer) return
    answered.add(stepOf(next))
    drive(takeAnswer(work, (next.data as { command: string }).command, answer), run)
    drive(
      workOff(work, () => true),
      run,
    )
  }
}

/** A step within all processes: what answers to it are known by. */
function stepOf({ stream, data }: Envelope): string {
  return `${stream}/${(data as { step: string }).step}`
}

function carryOut({ run, work }: Pick<Writing, 'run' | 'work'>, command: NewCommand): Rehearsal {
  const others = work.memory.sent.splice(0)
  const [submission] = drive(takeAll(work, [command]), run)
  drive(
    workOff(work, () => true),
    run,
  )
  answerSteps({ run, work }, command.foreign?.answers ?? {})
  work.memory.sent.push(...others)
  const events: readonly Envelope[] = [...work.memory.appended]
  if (submission?.kind === 'defect') throw submission.error
  if (submission?.kind !== 'accepted')
    return { kind: 'refused', refusal: { code: 'command-id-reused', facts: {} }, events }
  const settled = work.memory.settled.find(({ id }) => id === command.id) ?? submission.command
  if (settled.state !== 'rejected') return { kind: 'events', events, command: settled }
  return {
    kind: 'refused',
    refusal: { code: settled.outcome.code ?? '', facts: settled.outcome.facts ?? {} },
    events,
  }
}
