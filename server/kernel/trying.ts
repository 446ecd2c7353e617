import type { Envelope } from './event.ts'
import type { Act, AnyProcess, Signal } from './process.ts'
import { signalOf } from './process.ts'
import type { ProcessEvent } from './process-events.ts'
import { isUnderWay, live, nextToUndo, type Told } from './process-life.ts'
import { type StepLife, unborn } from './step-life.ts'

/** What is known of the intents that steps send. */
export type SentIntents = (name: string) =>
  | {
      readonly title: string
      readonly undoneBy: string | null
      /** The codes of its refusals. */
      readonly refusals: readonly string[]
    }
  | undefined

/** Where a process stands that is only tried: what its stream would tell, and its timers. */
export type Standing = {
  readonly told: Told
  readonly timers: readonly { readonly name: string; readonly due: number }[]
  readonly at: number
}

export type Trying = { readonly process: AnyProcess; readonly intents: SentIntents }

const minuteMs = 60_000
const nobody = '00000000-0000-7000-8000-000000000000'

function tried(one: Standing, { name }: AnyProcess, event: ProcessEvent): Envelope {
  return {
    ...event,
    position: 1,
    stream: `process.${name}-${nobody}`,
    version: 1,
    typeVersion: 1,
    at: one.at,
    actor: `system:${name}`,
    role: 'system',
    onBehalfOf: null,
    command: nobody,
    correlation: nobody,
    causation: null,
    step: null,
  }
}

function append(one: Standing, process: AnyProcess, event: ProcessEvent): Standing {
  const envelope = tried(one, process, event)
  const { life, state } = one.told
  const told = { life: live(life, envelope), state: process.evolve(state, signalOf(envelope)) }
  return { ...one, told }
}

/** Shows a process one event and does what it asks for, as the worker would. */
export function show(trying: Trying, one: Standing, event: ProcessEvent): Standing {
  const { process } = trying
  const later = append({ ...one, at: one.at + minuteMs }, process, event)
  const signal: Signal = signalOf(tried(later, process, event))
  return process
    .react(later.told.state, signal, later.at)
    .reduce((standing, act) => perform(trying, standing, act), later)
}

function perform(trying: Trying, one: Standing, act: Act): Standing {
  const { process } = trying
  if (one.told.life.ended !== null) return one
  switch (act.do) {
    case 'send': {
      const { step, intent, target, data } = act
      const sent = { step, intent, target, attempt: 1, command: nobody, data }
      return append(one, process, { type: 'StepSent', data: sent })
    }
    case 'timer': {
      const others = one.timers.filter(({ name }) => name !== act.name)
      return { ...one, timers: [...others, { name: act.name, due: act.due }] }
    }
    case 'drop':
      return { ...one, timers: one.timers.filter(({ name }) => name !== act.name) }
    case 'compensate':
      return beginToUndo(trying, one, act.reason)
    case 'stuck':
      return stick(one, process, '')
    case 'end':
      return append({ ...one, timers: [] }, process, { type: 'ProcessEnded', data: { as: act.as } })
    case 'answer':
    case 'deliver':
      return one
  }
}

/** Has everything undone, newest first. */
export function beginToUndo(trying: Trying, one: Standing, reason: string): Standing {
  if (one.told.life.compensating) return one
  const begun = append(one, trying.process, { type: 'CompensationStarted', data: { reason } })
  return undoNext(trying, begun)
}

function undoNext(trying: Trying, one: Standing): Standing {
  const { life } = one.told
  if (life.stuck !== null || isUnderWay(life)) return one
  const next = nextToUndo(life)
  if (!next?.undoneBy) return show(trying, one, { type: 'CompensationEnded', data: { undone: 0 } })
  const { step, target, receipt, undoneBy } = next
  const data = { intent: undoneBy, target, attempt: 1, command: nobody, data: receipt ?? {} }
  const undo = { step: `undo:${step}`, undoes: step, ...data }
  return append(one, trying.process, { type: 'StepSent', data: undo })
}

/** Leaves a process stuck at a step that nobody answers. */
export function stick(one: Standing, process: AnyProcess, step: string): Standing {
  const error = 'Nobody answered'
  const given: ProcessEvent = { type: 'StepGivenUp', data: { step, tries: 1, error } }
  const left = step === '' ? one : append(one, process, given)
  const data = { process: process.name, step, error, tries: 1 }
  return append(left, process, { type: 'ProcessStuck', data })
}

/** Lets a step succeed. */
export function succeed(trying: Trying, one: Standing, life: StepLife): Standing {
  const { step, intent, target } = life
  const undoneBy = trying.intents(intent)?.undoneBy ?? null
  const data = { step, command: nobody, receipt: {}, undoneBy, target }
  return answered(trying, one, { type: 'StepSucceeded', data })
}

/** Lets a step be refused. */
export function reject(trying: Trying, one: Standing, step: string, code: string): Standing {
  const data = { step, command: nobody, code, facts: {} }
  return answered(trying, one, { type: 'StepRejected', data })
}

/** Lets the undoing of a step succeed. */
export function undo(trying: Trying, one: Standing, step: string): Standing {
  const undone = { type: 'StepUndone', data: { step, command: nobody } } as const
  return undoNext(trying, append(one, trying.process, undone))
}

// While it is being undone, an answer only tells what there is to undo.
function answered(trying: Trying, one: Standing, event: ProcessEvent): Standing {
  return one.told.life.compensating
    ? undoNext(trying, append(one, trying.process, event))
    : show(trying, one, event)
}

/** A process to which nothing has happened yet. */
export function newborn({ initialState }: AnyProcess): Standing {
  return { told: { life: unborn, state: initialState }, timers: [], at: 0 }
}
