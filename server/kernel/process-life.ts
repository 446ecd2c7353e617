import type { Envelope } from './event.ts'
import { type AnyProcess, signalOf } from './process.ts'
import type { ProcessEvent } from './process-events.ts'
import { stepNumber } from './steering.ts'
import { type ProcessLife, type StepLife, unborn } from './step-life.ts'

function change(life: ProcessLife, step: string, to: Partial<StepLife>, at: number): ProcessLife {
  const steps = life.steps.map((one) =>
    one.step === step ? { ...one, ...to, changedAt: at } : one,
  )
  return { ...life, steps }
}

const answered = { error: null, askAt: null, isUnanswered: false } as const
const notAsked = { nextAt: null, asked: 0, askAt: null, isUnanswered: false } as const

/** A step that is under way, or answered, is no longer that which is stuck. */
function unstuck({ stuck }: ProcessLife, step: string): ProcessLife['stuck'] {
  return stuck && stuck.step !== '' && undoneStep(stuck.step) !== undoneStep(step) ? stuck : null
}

function sent(
  life: ProcessLife,
  event: Envelope,
  data: Extract<ProcessEvent, { type: 'StepSent' }>['data'],
): ProcessLife {
  const { step, intent, target, attempt, command, undoes } = data
  const stuck = unstuck(life, step)
  if (undoes) {
    const undoing = { state: 'undoing', command, attempt, error: null, ...notAsked } as const
    return { ...change(life, undoes, undoing, event.at), stuck }
  }
  const one: StepLife = {
    ...{ step, state: 'sent', intent, target, attempt, command },
    ...{ receipt: null, undoneBy: null, error: null, sentAt: event.at, changedAt: event.at },
    ...notAsked,
  }
  return { ...life, stuck, steps: [...life.steps.filter((other) => other.step !== step), one] }
}

/** The step that an undo is for: `undo:hold-money` → `hold-money`. */
export function undoneStep(step: string): string {
  return step.startsWith('undo:') ? step.slice(5) : step
}

/** What a step that settles by hand took care of is settled with it. */
function settled(life: ProcessLife, step: string, at: number): ProcessLife {
  const settles = life.settling?.sends[stepNumber(life.settling, step)]?.settles
  return settles ? change(life, settles, { state: 'settled', ...answered }, at) : life
}

function givenUp({ steps }: ProcessLife, step: string, error: string): Partial<StepLife> {
  const state = steps.find((one) => one.step === step)?.state
  const isUnanswered = state === 'sent' || state === 'undoing'
  return { state: 'given-up', error, nextAt: null, askAt: null, isUnanswered }
}

/** What an event tells of one step. */
function stepChange(life: ProcessLife, event: ProcessEvent): Partial<StepLife> | undefined {
  switch (event.type) {
    case 'StepSucceeded': {
      const { receipt, undoneBy } = event.data
      return { state: 'succeeded', receipt, undoneBy, ...answered }
    }
    case 'StepRejected':
      return { state: 'rejected', ...answered, error: event.data.code }
    case 'StepFailed': {
      const { error, nextAt } = event.data
      return { state: 'failed', ...answered, error, nextAt }
    }
    case 'StepAskedAgain': {
      const { step, times, nextAt } = event.data
      const state = step.startsWith('undo:') ? 'undoing' : 'sent'
      // The time for which it was planned, if it was, is this one.
      return { state, asked: times, askAt: nextAt, nextAt: null, isUnanswered: false }
    }
    case 'RetryPlanned':
      return { nextAt: event.data.at }
    case 'StepGivenUp':
      return givenUp(life, undoneStep(event.data.step), event.data.error)
    case 'StepUndone':
      return { state: 'undone', ...answered }
    default:
      return undefined
  }
}

// An answer may come long after nobody waited for it any more: what was stuck at that step is so no longer.
const answersOrAsks = ['StepSucceeded', 'StepRejected', 'StepUndone', 'StepAskedAgain']

function advance(life: ProcessLife, event: Envelope): ProcessLife {
  const known = event as unknown as ProcessEvent
  const { type, data } = known
  switch (type) {
    case 'EventNoted': {
      if (life.began) return life
      const { command, actor } = data
      return { ...life, began: { at: event.at, command, actor, correlation: event.correlation } }
    }
    case 'StepSent':
      return sent(life, event, data)
    case 'CompensationStarted': {
      const steps = life.steps.map((step) => ({ ...step, nextAt: null }))
      return { ...life, compensating: true, undoneByDesk: data.by === 'desk', stuck: null, steps }
    }
    case 'CompensationEnded':
      return { ...life, compensating: false }
    case 'CompensationOvertaken':
      return { ...life, compensating: false, undoneByDesk: false }
    case 'SettlementStarted': {
      const steps = life.steps.map((step) => ({ ...step, nextAt: null }))
      return { ...life, compensating: false, settling: data, stuck: null, steps }
    }
    case 'ProcessStuck':
      return { ...life, stuck: { step: data.step, error: data.error, tries: data.tries } }
    case 'ProcessEnded':
      return { ...life, ended: data.as, stuck: null }
    case 'TimerFired':
      return life
    default: {
      const to = stepChange(life, known)
      const after = to ? change(life, undoneStep(data.step), to, event.at) : life
      if (!answersOrAsks.includes(type)) return after
      const free = { ...after, stuck: unstuck(life, data.step) }
      return type === 'StepSucceeded' ? settled(free, data.step, event.at) : free
    }
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

/** Whether a step or its undo was sent and is not answered yet. */
export function isStepUnderWay({ state }: StepLife): boolean {
  return state === 'sent' || state === 'undoing'
}

/** Whether a sent step or undo has not been answered yet, its retry included. */
export function isUnderWay(life: ProcessLife): boolean {
  return life.steps.some((step) => isStepUnderWay(step) || step.nextAt !== null)
}
