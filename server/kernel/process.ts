import type { Tells } from './delivery.ts'
import { categoryOf, type Envelope } from './event.ts'
import type { Answering, Settlement } from './steering.ts'
import type { ProcessLife } from './step-life.ts'

/**
 * What a process may ask for. Acts are rows written with the process's own event; a `send` becomes a
 * command of its own whose id is derived from process, step and attempt, so that it is done once.
 */
export type Act =
  | {
      readonly do: 'send'
      readonly step: string
      readonly intent: string
      readonly target: string
      readonly data: object
    }
  | { readonly do: 'timer'; readonly name: string; readonly due: number }
  | { readonly do: 'drop'; readonly name: string }
  | {
      readonly do: 'deliver'
      readonly key: string
      readonly channel: string
      readonly person: string | null
      readonly body: object
      /** The command that hears what becomes of it, with `DeliveryTold` as its data. */
      readonly tells?: Tells
    }
  | Answering
  | { readonly do: 'compensate'; readonly reason: string }
  | { readonly do: 'stuck'; readonly as: string }
  | { readonly do: 'end'; readonly as: string }

/**
 * What a process folds and reacts to: a noted domain event under its own type (`OrderPlaced`), or one
 * of the kernel's (`StepSucceeded`, `StepRejected`, `TimerFired`, `CompensationEnded`, …).
 */
export type Signal = {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  /** The stream the noted event stands on; the process's own for the kernel's events. */
  readonly stream: string
  /** Who did it and by which command, for noted events. */
  readonly actor: string
  readonly command: string
  /** Whose matter the noted event is, where it is somebody's; null for the kernel's own. */
  readonly person: string | null
}

/** Words for one step: before, during and after, filled with the facts. */
export type StepWords = { readonly todo: string; readonly doing: string; readonly done: string }

/** One step as a page lists it, begun or not, in order. */
export type PlannedStep = {
  readonly step: string
  readonly words: StepWords
  readonly facts?: object
}

/**
 * An event as a process may be shown it, so that everything it can come to is found out for the map of its
 * states. `data` holds what the process reads of it.
 */
export type Example = {
  readonly type: string
  readonly stream: string
  readonly data: object
  /** The step that writes it: it is shown before that step's success, and at no other time. */
  readonly writtenBy?: string
  /** The phases in which it can come; without, in any. */
  readonly comesIn?: readonly string[]
}

/**
 * A state machine over several streams. `route` names the instance (a UUID) that an event concerns, or
 * nothing. Only events of `types` are asked about. Pure: time comes in, acts go out.
 */
export type Process<S> = {
  readonly name: string
  readonly version: number
  /** What it is for, in the reader's words: "Order". */
  readonly title: string
  readonly types: readonly string[]
  /** Event types that may begin an instance; others are noted only by one that is under way. */
  readonly begins: readonly string[]
  route(event: Envelope): string | undefined
  readonly initialState: S
  evolve(state: S, signal: Signal): S
  react(state: S, signal: Signal, at: number): readonly Act[]
  /** The steps in order, for pages. */
  plan(state: S): readonly PlannedStep[]
  /** What a person is waited for, where the process stands still by design; otherwise nothing. */
  waitsFor(state: S): string | undefined
  /** Its steps are tried until they succeed, however long that takes: nobody could be told of a standstill. */
  readonly tireless?: boolean
  /**
   * The ways in which a person may end it by hand once it is stuck, each as a whole: of everything that was
   * done and stands it says what becomes of that. None: it can only be called done, where nothing stands.
   */
  settlements?(state: S, life: ProcessLife): readonly Settlement[]
  /** The commands that still wait for its answer. What a settlement leaves of them is told that it was settled by hand. */
  owes?(state: S): readonly string[]
  /** Its states by name, in the order in which an instance goes through them, and what each is called. */
  readonly phases?: Readonly<Record<string, string>>
  /** Which of `phases` it stands in, given the steps that were sent and are not answered yet. */
  phase?(state: S, underWay: readonly string[]): string
  /** What it may be shown, its beginning first. */
  readonly examples?: readonly Example[]
}

/** A process whose state is not known here. */
export type AnyProcess = Omit<
  Process<unknown>,
  'evolve' | 'react' | 'plan' | 'waitsFor' | 'settlements' | 'owes' | 'phase'
> & {
  evolve(state: unknown, signal: Signal): unknown
  react(state: unknown, signal: Signal, at: number): readonly Act[]
  plan(state: unknown): readonly PlannedStep[]
  waitsFor(state: unknown): string | undefined
  settlements?(state: unknown, life: ProcessLife): readonly Settlement[]
  owes?(state: unknown): readonly string[]
  phase?(state: unknown, underWay: readonly string[]): string
}

/** States a process. */
export function process<S>(definition: Process<S>): Process<S> {
  return definition
}

/** Forgets a process's type, for registries. */
export function anyProcess<S>(known: Process<S>): AnyProcess {
  return known as unknown as AnyProcess
}

/** The stream category of a process's instances: `process.order-<uuid>`. */
export function processCategory(name: string): string {
  return `process.${name}`
}

/** The name of the process whose stream it is: `process.order-<uuid>` → `order`. */
export function processName(stream: string): string {
  return categoryOf(stream).slice('process.'.length)
}

/** A stored event of a process's stream, as the process sees it. */
export function signalOf(event: Envelope): Signal {
  if (event.type !== 'EventNoted') {
    return {
      type: event.type,
      data: event.data as Record<string, unknown>,
      stream: event.stream,
      actor: event.actor,
      command: event.command,
      person: null,
    }
  }
  const { type, data, stream, actor, command, person } = event.data as Signal
  return { type, data, stream, actor, command, person }
}

/** Waits before the second, third, … try of a step, in milliseconds; after the last it is given up. */
export const retryDelaysMs: readonly number[] = [1_000, 5_000, 30_000, 300_000, 1_800_000]

/**
 * No answer is neither success nor failure, so the same command is asked again, under the same id. Waits
 * before the first, second, … time, in ms; after the last the step is given up, and what became of it is
 * not known.
 */
export const askDelaysMs: readonly number[] = [120_000, 120_000, 120_000, 300_000, 1_800_000]
