import type { NewCommand, Submission } from '#kernel/command.ts'
import { isUnderWay } from '#kernel/process-life.ts'
import { row, rows } from '#kernel/query.ts'
import { appendAt, appendToProcess, loadProcess, processNamed } from './append.ts'
import { atomically, carryOutSent, receive } from './carry-out.ts'
import { findCommand, insertCommand } from './commands.ts'
import { derivedId, digest } from './ids.ts'
import { ask, type Io, tell } from './io.ts'
import { routeNew, timerFired } from './processes.ts'
import { isDatabaseTrouble } from './project.ts'
import { appendReceived, type Carried, commandStream, finish } from './settle.ts'
import type { Work } from './work.ts'

type Timer = { readonly due: number; readonly owner: string; readonly name: string }

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
 * Carries out what processes sent, one at least and then as long as `mayGoOn` allows; what is left waits in memory and in its
 * row. A command that cannot be recorded together with its process is failed without telling it: the
 * sweep then finds the process waiting for nothing.
 */
export function* workOff(work: Work, mayGoOn: () => boolean): Io<void> {
  do {
    const id = work.memory.sent.shift()
    if (id === undefined) return
    yield* atomically(
      work,
      () => carryOutSent(work, id),
      (error) => failAlone(work, id, error),
    )
  } while (mayGoOn())
}

function* failAlone(work: Work, id: string, error: unknown): Io<void> {
  const row = yield* findCommand(id)
  if (!row || row.state !== 'received') return
  const data = JSON.parse(row.data ?? '{}') as object
  const carried: Carried = { row, data, expectedVersion: undefined, isNew: false }
  const received = yield* appendReceived(work, carried)
  yield* finish(work, carried, received, 'failed', {
    error: error instanceof Error ? error.message : String(error),
  })
}

/** Fires what is due, at most `limit` timers, oldest first. */
export function* fireDue(work: Work, now: number, limit: number): Io<number> {
  const due = yield* ask(
    rows<Timer>(
      'SELECT due, owner, name FROM timers WHERE due <= ? ORDER BY due LIMIT ?',
      now,
      limit,
    ),
  )
  for (const timer of due) {
    yield* atomically(
      work,
      () => fire(work, timer),
      function* () {
        yield* tell(
          'DELETE FROM timers WHERE due = ? AND owner = ? AND name = ?',
          timer.due,
          timer.owner,
          timer.name,
        )
      },
    )
  }
  return due.length
}

/** A timer that fires is a command like any other, so that what it causes has a cause in the log. */
function* fire(work: Work, { due, owner, name }: Timer): Io<void> {
  yield* tell('DELETE FROM timers WHERE due = ? AND owner = ? AND name = ?', due, owner, name)
  const id = derivedId(due, 'timer', owner, name, String(due))
  const origin = {
    actor: 'system:clock',
    role: 'system',
    onBehalfOf: null,
    command: id,
    correlation: id,
    causation: null,
    step: null,
  }
  const place = { stream: commandStream(id), person: null }
  const hash = digest('fire-timer', owner, name, String(due))
  const received = yield* appendAt(
    work,
    { ...place, version: 1 },
    {
      type: 'CommandReceived',
      data: {
        intent: 'fire-timer',
        target: owner,
        data: { name, due },
        contentHash: hash.toString('hex'),
        process: null,
        attempt: 1,
      },
    },
    origin,
  )
  yield* timerFired(work, owner, name, due, id)
  const ended = yield* appendAt(
    work,
    { ...place, version: 2 },
    { type: 'CommandSucceeded', data: { facts: {} } },
    { ...origin, causation: received.position },
  )
  yield* insertCommand({
    id,
    content_hash: hash,
    intent: 'fire-timer',
    target: owner,
    person: null,
    actor: origin.actor,
    role: 'system',
    on_behalf_of: null,
    data: null,
    sealed: null,
    state: 'succeeded',
    outcome: '{}',
    first: received.position,
    last: ended.position,
    correlation: id,
    causation: null,
    process: null,
    step: null,
    attempt: 1,
    received_at: received.at,
    settled_at: ended.at,
  })
  yield* routeNew(work)
}

/** When the next timer is due, in ms, or nothing. */
export function* nextDue(): Io<number | undefined> {
  const found = yield* ask(row<{ due: number | null }>('SELECT min(due) AS due FROM timers'))
  return found?.due ?? undefined
}

/** Ids of commands that processes sent and nobody has carried out: after a start, or left by a crash. */
export function* sentBefore(): Io<readonly string[]> {
  const found = yield* ask(
    rows<{ id: string }>(`SELECT id FROM commands WHERE state = 'received' ORDER BY seq`),
  )
  return found.map(({ id }) => id)
}

type Idle = { readonly name: string; readonly stream: string; readonly changed_at: number }

/** A part of a sweep: how many were stuck, and where the next part begins, unless this was the last. */
export type Swept = { readonly found: number; readonly next: Idle | undefined }

const sweepSlice = 100

/**
 * Looks for processes that wait for nothing: no step under way, no timer, no person. There should be none;
 * one that is found is stuck, so that somebody sees it. Many wait for a person by design, so that a sweep
 * goes part by part.
 */
export function* sweep(work: Work, before: number, from: Idle | undefined): Io<Swept> {
  const idle = yield* ask(
    rows<Idle>(
      `SELECT name, stream, changed_at FROM {processes} p WHERE state IN ('running', 'compensating')
        AND (changed_at, stream) > (?, ?) AND changed_at < ?
        AND NOT EXISTS (SELECT 1 FROM timers t WHERE t.owner = p.stream)
        AND NOT EXISTS (SELECT 1 FROM commands c WHERE c.process = p.stream AND c.state IN ('received', 'in-progress'))
        ORDER BY changed_at, stream LIMIT ?`,
      from?.changed_at ?? 0,
      from?.stream ?? '',
      before,
      sweepSlice,
    ),
  )
  let found = 0
  for (const one of idle) {
    // biome-ignore lint/correctness/useYield: what cannot be written here is met again by the next sweep.
    found += yield* atomically(
      work,
      () => stickIfIdle(work, one),
      function* () {
        return 0
      },
    )
  }
  return { found, next: idle.length < sweepSlice ? undefined : idle.at(-1) }
}

function* stickIfIdle(work: Work, { name, stream }: Idle): Io<number> {
  const { life, state } = yield* loadProcess(work, name, stream)
  if (life.ended !== null || life.stuck !== null || !life.began) return 0
  if (processNamed(work, name).waitsFor(state) !== undefined) return 0
  const error = isUnderWay(life)
    ? 'A step was never answered.'
    : 'Nothing is under way and nobody is waited for.'
  yield* appendToProcess(
    work,
    name,
    stream,
    { type: 'ProcessStuck', data: { process: name, step: '', error, tries: 0 } },
    {
      actor: 'system:sweep',
      role: 'system',
      onBehalfOf: life.began.actor,
      command: life.began.command,
      correlation: life.began.correlation,
      causation: null,
      step: null,
    },
  )
  yield* routeNew(work)
  return 1
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
