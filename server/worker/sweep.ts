import { isUnderWay } from '#kernel/process-life.ts'
import { rows } from '#kernel/query.ts'
import { appendToProcess } from './append.ts'
import { ask, type Io } from './io.ts'
import { routeNew } from './processes.ts'
import { attempt } from './savepoint.ts'
import { loadProcess, processNamed } from './streams.ts'
import type { Work } from './work.ts'

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
    const tried = yield* attempt(work, () => stickIfIdle(work, one))
    // What cannot be written here is met again by the next sweep.
    if ('value' in tried) found += tried.value
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
