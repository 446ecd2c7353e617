import type { Foreign } from '#kernel/command.ts'
import { appendAt, type Origin } from './append.ts'
import type { CommandRow, StoredOutcome } from './command-row.ts'
import {
  findCommand,
  insertCommand,
  intentNamed,
  splitForm,
  updateCommand,
  viewOf,
} from './commands.ts'
import type { Io } from './io.ts'
import { awaitAnswer } from './process-timers.ts'
import type { Strike, Work } from './work.ts'

/** A command with what is needed to carry it out. */
export type Carried = {
  readonly row: CommandRow
  readonly data: object
  readonly expectedVersion: number | undefined
  /** Answers that came with it, to questions which this log could not answer. */
  readonly foreign?: Foreign | undefined
  readonly isNew: boolean
  /** An injected fault: the error to fail with, or how it strikes. */
  readonly strike?: string | Strike | undefined
}

/** Where the events of a command come from. */
export function originOf(row: CommandRow, causation: number | null): Origin {
  return {
    actor: row.actor,
    role: row.role,
    onBehalfOf: row.on_behalf_of,
    command: row.id,
    correlation: row.correlation,
    causation,
    step: row.process && row.step ? `${row.process}/${row.step}` : row.step,
  }
}

/** The stream of a command. */
export function commandStream(id: string): string {
  return `command-${id}`
}

/** Writes the first event of a command's own stream and answers its position. */
export function* appendReceived(work: Work, { row, data }: Carried): Io<number> {
  const { plain, personal } = splitForm(intentNamed(work, row.intent), data)
  const received = yield* appendAt(
    work,
    { stream: commandStream(row.id), version: 1, person: row.person },
    {
      type: 'CommandReceived',
      data: {
        intent: row.intent,
        target: row.target,
        data: plain,
        ...(personal ? { personal } : {}),
        contentHash: Buffer.from(row.content_hash).toString('hex'),
        process: row.process,
        attempt: row.attempt,
      },
    },
    originOf(row, row.causation),
  )
  return received.position
}

/** Writes where a command stands; once it is final, whoever waits for it and its process are to hear of it. */
export function* record(work: Work, { isNew, strike }: Carried, row: CommandRow): Io<void> {
  if (isNew) yield* insertCommand(row)
  else yield* updateCommand(row)
  if (row.state === 'in-progress') return
  work.memory.settled.push(viewOf(row))
  if (!row.process) return
  const isLost = typeof strike === 'object' && strike.do === 'lose'
  if (isLost) yield* awaitAnswer(row.process, row.step ?? '', row.received_at)
  else work.memory.answered.push(row)
}

const endings = {
  succeeded: 'CommandSucceeded',
  rejected: 'CommandRejected',
  failed: 'CommandFailed',
} as const

/** Appends a command's last event and writes its final state. */
export function* finish(
  work: Work,
  carried: Carried,
  received: number,
  state: keyof typeof endings,
  outcome: StoredOutcome,
): Io<CommandRow> {
  const { row } = carried
  const data =
    state === 'failed'
      ? { error: outcome.error ?? '' }
      : state === 'rejected'
        ? { code: outcome.code ?? '', facts: outcome.facts ?? {} }
        : { facts: outcome.facts ?? {} }
  const end = yield* appendAt(
    work,
    { stream: commandStream(row.id), version: 2, person: row.person },
    { type: endings[state], data },
    originOf(row, work.memory.head.position),
  )
  const settled: CommandRow = {
    ...row,
    state,
    outcome: JSON.stringify(outcome),
    first: received,
    last: end.position,
    settled_at: end.at,
    data: null,
    sealed: null,
  }
  yield* record(work, carried, settled)
  return settled
}

/** Ends a command that waited for its process. A command that is final already stays as it is. */
export function* settle(
  work: Work,
  id: string,
  state: keyof typeof endings,
  outcome: StoredOutcome,
): Io<CommandRow | undefined> {
  const row = yield* findCommand(id)
  if (row?.state !== 'in-progress') return undefined
  const kept = JSON.parse(row.outcome) as StoredOutcome
  const end: Carried = { row, data: {}, expectedVersion: undefined, isNew: false }
  return yield* finish(work, end, row.first ?? 0, state, {
    ...outcome,
    ...(kept.receipt ? { receipt: kept.receipt } : {}),
  })
}
