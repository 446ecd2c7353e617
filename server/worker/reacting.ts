import type { Envelope } from '#kernel/event.ts'
import { unanswered } from '#kernel/mending.ts'
import { type Act, type AnyProcess, signalOf } from '#kernel/process.ts'
import { isUnderWay, nextToUndo } from '#kernel/process-life.ts'
import { compensated } from '#kernel/steering.ts'
import { askOnceMore } from './asking.ts'
import { append, type Instance } from './instance.ts'
import type { Io } from './io.ts'
import { dropTimer, dropTimers, setTimer } from './process-timers.ts'
import { deliver, send } from './sending.ts'
import { settle } from './settle.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/** Lets a process react to an event of its stream, and does what it asks for. */
export function* reactTo(work: Work, one: Instance, event: Envelope): Io<void> {
  const { state, life: before } = yield* loadProcess(work, one.process.name, one.stream)
  // Whoever settles it by hand said all that is still to be done.
  if (before.settling) return
  const next: Instance = { ...one, cause: { ...one.cause, position: event.position } }
  for (const act of actsOf(one.process, state, event)) {
    const { life } = yield* loadProcess(work, one.process.name, one.stream)
    // Nothing comes after the end, whatever else a process asks for.
    if (life.ended !== null) return
    // What the desk has undone ends so: whatever else it would begin by now is not begun.
    if (act.do === 'send' && life.compensating && life.undoneByDesk) continue
    yield* perform(work, next, act)
  }
}

/** A process that throws is stuck by a defect of ours: that must be seen, and must not harm the command it reacts to. */
function actsOf(process: AnyProcess, state: unknown, event: Envelope): readonly Act[] {
  try {
    return process.react(state, signalOf(event), event.at)
  } catch (error) {
    return [{ do: 'stuck', as: error instanceof Error ? error.message : String(error) }]
  }
}

function* perform(work: Work, one: Instance, act: Act): Io<void> {
  switch (act.do) {
    case 'send':
      return yield* send(work, one, act, yield* attemptAt(work, one, act.step))
    case 'timer':
      return yield* setTimer(one.stream, act.name, act.due)
    case 'drop':
      return yield* dropTimer(one.stream, act.name)
    case 'deliver':
      return yield* deliver(work, one, act)
    case 'answer':
      return yield* answer(work, one, act)
    case 'compensate':
      return yield* beginToUndo(work, one, act.reason)
    case 'stuck':
      return yield* stick(work, one, { step: '', error: act.as, tries: 0 })
    case 'end':
      return yield* end(work, one, act.as)
  }
}

/**
 * Which try of a step it is that a process asks for: what was given up and is asked for anew, since the desk
 * had all undone once more, is tried once more. Anything else is sent once.
 */
function* attemptAt(work: Work, one: Instance, step: string): Io<number> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const known = life.steps.find((other) => other.step === step)
  return life.undoneByDesk && known?.state === 'given-up' ? known.attempt + 1 : 1
}

/** Ends a process. What the help desk had undone is called so, whatever its process calls its own undoing. */
export function* end(work: Work, one: Instance, as: string): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const isUndone = life.undoneByDesk && life.settling === null
  const data = { as: isUndone ? compensated : as }
  yield* append(work, one, { type: 'ProcessEnded', data })
  yield* dropTimers(one.stream)
}

export function* answer(work: Work, one: Instance, act: Extract<Act, { do: 'answer' }>): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const id = act.command ?? life.began?.command
  if (!id) return
  const facts = (act.facts ?? {}) as Record<string, unknown>
  yield* settle(work, id, act.as, {
    ...(act.code ? { code: act.code } : {}),
    facts,
    ...(act.as === 'failed' ? { error: act.code ?? 'failed' } : {}),
  })
}

/** A step that is known to have failed has done nothing: once all is undone it need not be tried again. */
function* dropRetries(work: Work, one: Instance): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  for (const { step } of life.steps.filter(({ nextAt }) => nextAt !== null)) {
    yield* dropTimer(one.stream, `retry:${step}`)
  }
}

/** Begins to undo what a process did; `by` says that somebody at the help desk asked for it. */
export function* beginToUndo(work: Work, one: Instance, reason: string, by?: 'desk'): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.compensating) return
  yield* dropRetries(work, one)
  const data = by ? { reason, by } : { reason }
  yield* append(work, one, { type: 'CompensationStarted', data })
  // Of what nobody answered it is not known whether there is anything to undo: that is asked first.
  for (const step of unanswered(life)) yield* askOnceMore(work, one, step.step, step)
  yield* compensate(work, one)
}

/** Undoes the newest step that is not undone yet; when none is left and none under way, that is the end of it. */
export function* compensate(work: Work, one: Instance): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.stuck !== null || isUnderWay(life)) return
  const next = nextToUndo(life)
  if (next?.undoneBy) {
    const undo = {
      step: `undo:${next.step}`,
      intent: next.undoneBy,
      target: next.target,
      data: next.receipt ?? {},
    }
    return yield* send(work, one, undo, 1, next.step)
  }
  const undone = life.steps.filter(({ state }) => state === 'undone').length
  const ended = yield* append(work, one, { type: 'CompensationEnded', data: { undone } })
  yield* reactTo(work, one, ended)
  if (life.undoneByDesk) yield* endUndone(work, one)
}

/**
 * Somebody had it undone while it was not known whether its last step was done. It was, and nothing undoes
 * that step: it has come about, and ends as it would have, as long as nothing was undone yet. False otherwise.
 */
export function* overtake(work: Work, one: Instance, step: string, event: Envelope): Io<boolean> {
  const { life, state } = yield* loadProcess(work, one.process.name, one.stream)
  const isTouched = life.steps.some(
    (known) => known.state === 'undone' || known.state === 'undoing',
  )
  if (!life.undoneByDesk || isTouched) return false
  const acts = actsOf(one.process, state, event)
  if (!acts.some((act) => act.do === 'end')) return false
  const overtaken = yield* append(work, one, { type: 'CompensationOvertaken', data: { step } })
  const next: Instance = { ...one, cause: { ...one.cause, position: overtaken.position } }
  for (const act of acts) yield* perform(work, next, act)
  return true
}

/** Most processes were never written to be undone as a whole: when all is undone, that is their end. */
function* endUndone(work: Work, one: Instance): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.ended !== null || life.stuck !== null || isUnderWay(life)) return
  const undone = { do: 'answer', as: 'rejected', code: 'undone' } as const
  yield* answer(work, one, undone)
  const { state } = yield* loadProcess(work, one.process.name, one.stream)
  for (const command of one.process.owes?.(state) ?? [])
    yield* answer(work, one, { ...undone, command })
  yield* end(work, one, compensated)
}

/** A process is stuck once, however many of its steps are: one case stands for all of it. */
export function* stick(
  work: Work,
  one: Instance,
  why: { readonly step: string; readonly error: string; readonly tries: number },
): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.stuck !== null) return
  yield* append(work, one, { type: 'ProcessStuck', data: { process: one.process.name, ...why } })
}
