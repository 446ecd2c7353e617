import type { NewCommand, Submission } from '#kernel/command.ts'
import { isUnderWay } from '#kernel/process-life.ts'
import { row, rows } from '#kernel/query.ts'
import { appendAt, appendToProcess, loadProcess, processNamed } from './append.ts'
import { atomically, carryOutSent, receive } from './carry-out.ts'
import { findCommand, insertCommand } from './commands.ts'
import { derivedId, digest } from './ids.ts'
import { ask, type Io, tell } from './io.ts'
import { routeNew, timerFired } from './processes.ts'
import { commandStream, settle } from './settle.ts'
import type { Work } from './work.ts'

type Timer = { readonly due: number; readonly owner: string; readonly name: string }

/** Takes commands in the order they came. One that cannot even be recorded ends the batch with its error. */
export function* takeAll(work: Work, commands: readonly NewCommand[]): Io<readonly Submission[]> {
  const submissions: Submission[] = []
  for (const command of commands) submissions.push(yield* receive(work, command))
  return submissions
}

/**
 * Carries out what processes sent, as long as `mayGoOn` allows; what is left waits in memory and in its
 * row. A command that cannot be recorded together with its process is failed without telling it: the
 * sweep then finds the process waiting for nothing.
 */
export function* workOff(work: Work, mayGoOn: () => boolean): Io<void> {
  while (work.memory.sent.length > 0 && mayGoOn()) {
    const id = work.memory.sent.shift()
    if (id === undefined) return
    yield* atomically(work, () => carryOutSent(work, id), (error) => failAlone(work, id, error))
  }
}

function* failAlone(work: Work, id: string, error: unknown): Io<void> {
  const found = yield* findCommand(id)
  if (!found || found.state !== 'received') return
  yield* tell(`UPDATE commands SET state = 'in-progress' WHERE id = ?`, id)
  yield* settle(work, id, 'failed', { error: error instanceof Error ? error.message : String(error) })
}

/** Fires what is due, at most `limit` timers, oldest first. */
export function* fireDue(work: Work, now: number, limit: number): Io<number> {
  const due = yield* ask(rows<Timer>('SELECT due, owner, name FROM timers WHERE due <= ? ORDER BY due LIMIT ?', now, limit))
  for (const timer of due) {
    yield* atomically(work, () => fire(work, timer), function* () {
      yield* tell('DELETE FROM timers WHERE due = ? AND owner = ? AND name = ?', timer.due, timer.owner, timer.name)
    })
  }
  return due.length
}

/** A timer that fires is a command like any other, so that what it causes has a cause in the log. */
function* fire(work: Work, { due, owner, name }: Timer): Io<void> {
  yield* tell('DELETE FROM timers WHERE due = ? AND owner = ? AND name = ?', due, owner, name)
  const id = derivedId(due, 'timer', owner, name, String(due))
  const origin = {
    actor: 'system:clock', role: 'system', onBehalfOf: null, command: id, correlation: id, causation: null, step: null,
  }
  const place = { stream: commandStream(id), person: null }
  const hash = digest('fire-timer', owner, name, String(due))
  const received = yield* appendAt(
    work,
    { ...place, version: 1 },
    {
      type: 'CommandReceived',
      data: { intent: 'fire-timer', target: owner, data: { name, due }, contentHash: hash.toString('hex'), process: null, attempt: 1 },
    },
    origin,
  )
  yield* timerFired(work, owner, name, due, id)
  const ended = yield* appendAt(work, { ...place, version: 2 }, { type: 'CommandSucceeded', data: { facts: {} } }, { ...origin, causation: received.position })
  yield* insertCommand({
    id, content_hash: hash, intent: 'fire-timer', target: owner, person: null, actor: origin.actor, role: 'system',
    on_behalf_of: null, data: null, sealed: null, state: 'succeeded', outcome: '{}', first: received.position,
    last: ended.position, correlation: id, causation: null, process: null, step: null, attempt: 1,
    received_at: received.at, settled_at: ended.at,
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
  const found = yield* ask(rows<{ id: string }>(`SELECT id FROM commands WHERE state = 'received' ORDER BY seq`))
  return found.map(({ id }) => id)
}

/**
 * Looks for processes that wait for nothing: no step under way, no timer, no person. There should be none;
 * one that is found is stuck, so that somebody sees it.
 */
export function* sweep(work: Work, before: number): Io<number> {
  const idle = yield* ask(
    rows<{ name: string; stream: string }>(
      `SELECT name, stream FROM {processes} p WHERE state IN ('running', 'compensating') AND changed_at < ?
        AND NOT EXISTS (SELECT 1 FROM timers t WHERE t.owner = p.stream)
        AND NOT EXISTS (SELECT 1 FROM commands c WHERE c.process = p.stream AND c.state IN ('received', 'in-progress'))
        ORDER BY changed_at LIMIT 100`,
      before,
    ),
  )
  let found = 0
  for (const { name, stream } of idle) {
    const { life, state } = yield* loadProcess(work, name, stream)
    if (isWaiting(work, name, state) || life.ended !== null) continue
    found += 1
    const error = isUnderWay(life) ? 'A step was never answered.' : 'Nothing is under way and nobody is waited for.'
    yield* appendToProcess(work, name, stream, { type: 'ProcessStuck', data: { process: name, step: '', error, tries: 0 } }, {
      actor: 'system:sweep', role: 'system', onBehalfOf: life.began?.actor ?? null, command: life.began?.command ?? '',
      correlation: life.began?.correlation ?? '', causation: null, step: null,
    })
  }
  yield* routeNew(work)
  return found
}

function isWaiting(work: Work, name: string, state: unknown): boolean {
  return processNamed(work, name).waitsFor(state) !== undefined
}

/** Notes how far the read models have come that are written with the commands. */
export function* saveCheckpoints(work: Work): Io<void> {
  yield* tell(`UPDATE checkpoints SET position = ? WHERE status = 'live'`, work.memory.head.position)
  for (const [name, error] of work.memory.stopped) {
    yield* tell(`UPDATE checkpoints SET status = 'stopped', error = ? WHERE name = ? AND status = 'live'`, error, name)
  }
}

