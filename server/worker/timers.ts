import { fireTimer } from '#kernel/command.ts'
import { row, rows } from '#kernel/query.ts'
import { appendAt } from './append.ts'
import { insertCommand } from './commands.ts'
import { derivedId, digest } from './ids.ts'
import { ask, type Io } from './io.ts'
import { dropTimer } from './process-timers.ts'
import { routeNew, timerFired } from './processes.ts'
import { attempt } from './savepoint.ts'
import { commandStream } from './settle.ts'
import type { Work } from './work.ts'

type Timer = { readonly due: number; readonly owner: string; readonly name: string }

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
    const fired = yield* attempt(work, () => fire(work, timer))
    // It would fail again at once and for ever; the sweep finds the process that waited for it.
    if ('error' in fired) yield* dropTimer(timer.owner, timer.name)
  }
  return due.length
}

/** A timer that fires is a command like any other, so that what it causes has a cause in the log. */
function* fire(work: Work, { due, owner, name }: Timer): Io<void> {
  yield* dropTimer(owner, name)
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
  const hash = digest(fireTimer, owner, name, String(due))
  const received = yield* appendAt(
    work,
    { ...place, version: 1 },
    {
      type: 'CommandReceived',
      data: {
        intent: fireTimer,
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
    intent: fireTimer,
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
