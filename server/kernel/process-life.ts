import type { Envelope } from './event.ts'
import type { AnyProcess, ProcessEvent } from './process.ts'
import { signalOf } from './process.ts'

export type StepState =
  | 'sent'
  | 'succeeded'
  | 'rejected'
  | 'failed'
  | 'given-up'
  | 'undoing'
  | 'undone'

/** One step as its process's stream tells it. Times in ms. */
export type StepLife = {
  readonly step: string
  readonly state: StepState
  readonly intent: string
  readonly target: string
  readonly attempt: number
  readonly command: string
  readonly receipt: object | null
  readonly undoneBy: string | null
  readonly error: string | null
  readonly sentAt: number
  readonly changedAt: number
  readonly nextAt: number | null
  /** How often it was asked again because nobody answered, and when it will be next. */
  readonly asked: number
  readonly askAt: number | null
}

/**
 * What every process has in common, folded from its stream by the kernel: which steps were sent, which
 * succeeded with what receipt, whether it is being undone, stuck or ended.
 */
export type ProcessLife = {
  readonly began: {
    readonly at: number
    readonly command: string
    readonly actor: string
    readonly correlation: string
  } | null
  readonly steps: readonly StepLife[]
  readonly compensating: boolean
  readonly stuck: { readonly step: string; readonly error: string; readonly tries: number } | null
  readonly ended: string | null
  readonly changedAt: number
}

export const unborn: ProcessLife = {
  began: null,
  steps: [],
  compensating: false,
  stuck: null,
  ended: null,
  changedAt: 0,
}

function change(life: ProcessLife, step: string, to: Partial<StepLife>, at: number): ProcessLife {
  const steps = life.steps.map((one) =>
    one.step === step ? { ...one, ...to, changedAt: at } : one,
  )
  return { ...life, steps }
}

const answered = { error: null, askAt: null } as const
const notAsked = { nextAt: null, asked: 0, askAt: null } as const

function sent(
  life: ProcessLife,
  event: Envelope,
  data: Extract<ProcessEvent, { type: 'StepSent' }>['data'],
): ProcessLife {
  const { step, intent, target, attempt, command, undoes } = data
  if (undoes) {
    const undoing = { state: 'undoing', command, attempt, error: null, ...notAsked } as const
    return { ...change(life, undoes, undoing, event.at), stuck: null }
  }
  const one: StepLife = {
    step,
    state: 'sent',
    intent,
    target,
    attempt,
    command,
    receipt: null,
    undoneBy: null,
    error: null,
    sentAt: event.at,
    changedAt: event.at,
    ...notAsked,
  }
  return {
    ...life,
    stuck: null,
    steps: [...life.steps.filter((other) => other.step !== step), one],
  }
}

/** The step that an undo is for: `undo:hold-money` → `hold-money`. */
export function undoneStep(step: string): string {
  return step.startsWith('undo:') ? step.slice(5) : step
}

function advance(life: ProcessLife, event: Envelope): ProcessLife {
  const { type, data } = event as unknown as ProcessEvent
  switch (type) {
    case 'EventNoted': {
      if (life.began) return life
      const { command, actor } = data
      return { ...life, began: { at: event.at, command, actor, correlation: event.correlation } }
    }
    case 'StepSent':
      return sent(life, event, data)
    case 'StepSucceeded':
      return change(
        life,
        data.step,
        { state: 'succeeded', receipt: data.receipt, undoneBy: data.undoneBy, ...answered },
        event.at,
      )
    case 'StepRejected':
      return change(
        life,
        undoneStep(data.step),
        { state: 'rejected', error: data.code, askAt: null },
        event.at,
      )
    case 'StepFailed':
      return change(
        life,
        undoneStep(data.step),
        { state: 'failed', error: data.error, nextAt: data.nextAt, askAt: null },
        event.at,
      )
    case 'StepAskedAgain':
      return change(
        life,
        undoneStep(data.step),
        { asked: data.times, askAt: data.nextAt },
        event.at,
      )
    case 'StepGivenUp':
      return change(
        life,
        undoneStep(data.step),
        { state: 'given-up', error: data.error, nextAt: null, askAt: null },
        event.at,
      )
    case 'StepUndone':
      return change(life, data.step, { state: 'undone', ...answered }, event.at)
    case 'CompensationStarted':
      return {
        ...life,
        compensating: true,
        stuck: null,
        steps: life.steps.map((step) => ({ ...step, nextAt: null })),
      }
    case 'CompensationEnded':
      return { ...life, compensating: false }
    case 'ProcessStuck':
      return { ...life, stuck: { step: data.step, error: data.error, tries: data.tries } }
    case 'ProcessEnded':
      return { ...life, ended: data.as, stuck: null }
    case 'TimerFired':
      return life
  }
}

/** The life after one more event of the process's stream. */
export function live(life: ProcessLife, event: Envelope): ProcessLife {
  return { ...advance(life, event), changedAt: event.at }
}

/** A process as its stream tells it: what the kernel knows of it, and its own state. */
export type Told = { readonly life: ProcessLife; readonly state: unknown }

/** Folds a process's stream. */
export function foldProcess(process: AnyProcess, events: readonly Envelope[], from?: Told): Told {
  return events.reduce<Told>(
    ({ life, state }, event) => ({
      life: live(life, event),
      state: process.evolve(state, signalOf(event)),
    }),
    from ?? { life: unborn, state: process.initialState },
  )
}

/** The next step to undo, newest first: one that succeeded and says how it is undone. */
export function nextToUndo(life: ProcessLife): StepLife | undefined {
  return life.steps.findLast(({ state, undoneBy }) => state === 'succeeded' && undoneBy !== null)
}

/** Whether a sent step or undo has not been answered yet, its retry included. */
export function isUnderWay(life: ProcessLife): boolean {
  return life.steps.some(
    ({ state, nextAt }) => state === 'sent' || state === 'undoing' || nextAt !== null,
  )
}
