import type { Cause } from './map.ts'
import type { AnyProcess, Example } from './process.ts'
import type { Told } from './process-life.ts'
import type { ProcessLife, StepLife } from './step-life.ts'
import {
  beginToUndo,
  reject,
  type Standing,
  show,
  stick,
  succeed,
  type Trying,
  undo,
} from './trying.ts'

export type Move = { readonly cause: Cause; readonly to: Standing }

/** A step that is there once for each thing has the thing's id behind a colon: they are of one kind. */
export function kindOf(step: string): string {
  return step.startsWith('undo:') ? `undo:${kindOf(step.slice(5))}` : step.replace(/:.*$/, '')
}

const unanswered: readonly StepLife['state'][] = ['sent', 'failed', 'given-up', 'undoing']

/** Where it had succeeded before, it is its undoing that did not work. */
function isBeingUndone({ state, undoneBy }: StepLife): boolean {
  const inVain = state === 'failed' || state === 'given-up' || state === 'rejected'
  return state === 'undoing' || (inVain && undoneBy !== null)
}

/** The kinds of steps that were sent and are not answered yet, those that were given up included. */
function underWayIn({ steps }: ProcessLife): readonly string[] {
  return steps.flatMap((one) => {
    if (isBeingUndone(one)) return [`undo:${kindOf(one.step)}`]
    return unanswered.includes(one.state) ? [kindOf(one.step)] : []
  })
}

/** The state that a process stands in: `begin` before anything happened, then one of its own, then `end:<as>`. */
export function stateOf(process: AnyProcess, { life, state }: Told): string {
  if (life.ended !== null) return `end:${life.ended}`
  if (!life.began) return 'begin'
  return process.phase?.(state, underWayIn(life)) ?? 'under-way'
}

function noted({ type, stream, data }: Example) {
  const id = stream.slice(-36)
  const who = { command: id, actor: id, role: 'receptionist', person: id }
  return { type: 'EventNoted', data: { position: 1, stream, type, data, ...who } } as const
}

/** What a step writes is shown before its success, in each of its variants. */
function writtenBy({ examples = [] }: AnyProcess, step: string): readonly (readonly Example[])[] {
  const written = examples.filter((one) => one.writtenBy === kindOf(step))
  return [...Map.groupBy(written, ({ type }) => type).values()].reduce<
    readonly (readonly Example[])[]
  >((all, variants) => all.flatMap((before) => variants.map((one) => [...before, one])), [[]])
}

function answersTo(trying: Trying, one: Standing, life: StepLife): readonly Move[] {
  const { process, intents } = trying
  const known = intents(life.intent)
  const step = kindOf(life.step)
  const about = { step, intent: known?.title ?? life.intent }
  const given: Move = {
    cause: { kind: 'nobody', ...about },
    to: stick(one, process, life.state === 'undoing' ? `undo:${life.step}` : life.step),
  }
  const stuck = process.tireless ? [] : [given]
  if (life.state === 'undoing') {
    return [{ cause: { kind: 'undone', ...about }, to: undo(trying, one, life.step) }, ...stuck]
  }
  const done = writtenBy(process, life.step).map((written): Move => {
    const shown = written.reduce((at, each) => show(trying, at, noted(each)), one)
    return { cause: { kind: 'done', ...about }, to: succeed(trying, shown, life) }
  })
  // Of any command may be said, beside what its intent refuses, that the thing has changed meanwhile.
  const refused = [...(known?.refusals ?? []), 'changed'].map(
    (code): Move => ({
      cause: { kind: 'refused', ...about, code },
      to: reject(trying, one, life.step, code),
    }),
  )
  return [...done, ...refused, ...stuck]
}

function timesOf(trying: Trying, one: Standing): readonly Move[] {
  return one.timers.map(({ name, due }): Move => {
    const without = { ...one, timers: one.timers.filter((timer) => timer.name !== name) }
    const fired = { type: 'TimerFired', data: { name, due } } as const
    return { cause: { kind: 'time', timer: name }, to: show(trying, without, fired) }
  })
}

function eventsFor(trying: Trying, one: Standing): readonly Move[] {
  const { process } = trying
  const state = stateOf(process, one.told)
  const isBegun = one.told.life.began !== null
  return (process.examples ?? [])
    .filter(({ type, writtenBy: step, comesIn }) => {
      if (!isBegun) return process.begins.includes(type)
      return step === undefined && (comesIn?.includes(state) ?? !process.begins.includes(type))
    })
    .map((example): Move => {
      const { type } = example
      return { cause: { kind: 'event', type }, to: show(trying, one, noted(example)) }
    })
}

/** Everything that can happen to a process where it stands. */
export function movesFrom(trying: Trying, one: Standing): readonly Move[] {
  const { life } = one.told
  if (life.ended !== null) return []
  const open = life.steps.filter(({ state }) => state === 'sent' || state === 'undoing')
  const undone: readonly Move[] =
    life.stuck && !life.compensating
      ? [{ cause: { kind: 'desk' }, to: beginToUndo(trying, one, 'The help desk asked for it') }]
      : []
  return [
    ...eventsFor(trying, one),
    ...open.flatMap((step) => answersTo(trying, one, step)),
    ...timesOf(trying, one),
    ...undone,
  ]
}
