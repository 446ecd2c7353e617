import { askDelaysMs } from '#kernel/process.ts'
import { type Io, tell } from './io.ts'

/** Sets a process's timer, in place of one of the same name. */
export function* setTimer(owner: string, name: string, due: number): Io<void> {
  yield* tell('DELETE FROM timers WHERE owner = ? AND name = ?', owner, name)
  yield* tell('INSERT INTO timers (due, owner, name) VALUES (?, ?, ?)', due, owner, name)
}

/** Drops a process's timer, if it has one of that name. */
export function* dropTimer(owner: string, name: string): Io<void> {
  yield* tell('DELETE FROM timers WHERE owner = ? AND name = ?', owner, name)
}

/** Drops all timers of a process. */
export function* dropTimers(owner: string): Io<void> {
  yield* tell('DELETE FROM timers WHERE owner = ?', owner)
}

const prefix = 'ask:'

/** The name of the timer after which a step is asked for again. */
export function askTimer(step: string): string {
  return prefix + step
}

/** The step that a timer asks for again; nothing where it is a timer of another kind. */
export function stepAskedBy(timer: string): string | undefined {
  return timer.startsWith(prefix) ? timer.slice(prefix.length) : undefined
}

/**
 * Lets a process wait for the answer to a step that was sent at this time (ms). One that was asked again
 * waits already.
 */
export function* awaitAnswer(owner: string, step: string, at: number): Io<void> {
  yield* tell(
    'INSERT INTO timers (due, owner, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    at + (askDelaysMs[0] ?? 0),
    owner,
    askTimer(step),
  )
}
