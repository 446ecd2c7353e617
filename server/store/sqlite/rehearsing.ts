import type { NewCommand } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Rehearsal } from '#kernel/store.ts'
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
    return carryOut(writing, command)
  } finally {
    work.vault.discard()
    run.run('ROLLBACK', [])
    forgetSince(work.memory, before)
    clearBatch(writing)
    restoreSent(writing)
  }
}

function carryOut({ run, work }: Writing, command: NewCommand): Rehearsal {
  const others = work.memory.sent.splice(0)
  const [submission] = drive(takeAll(work, [command]), run)
  drive(
    workOff(work, () => true),
    run,
  )
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
