/**
 * What a person at the help desk has done with a process. `retry`: the same step is tried again, now or at a
 * time (ms); that of an undo is called `undo:<step>`. `undo`: everything it did is undone, newest first.
 * `settle`: it is ended by the settlement of that name.
 */
export type Steering =
  | {
      readonly process: string
      readonly do: 'retry'
      readonly step: string
      readonly at: number | null
    }
  | { readonly process: string; readonly do: 'undo'; readonly reason: string }
  | { readonly process: string; readonly do: 'settle'; readonly as: string }

/** Settles a command that waits for its process: the one that began it, or the one named. */
export type Answering = {
  readonly do: 'answer'
  readonly as: 'succeeded' | 'rejected' | 'failed'
  readonly command?: string
  readonly code?: string
  readonly facts?: object
}

/** A command by which something that a process did is brought to an end by hand. */
export type SettlingSend = {
  readonly intent: string
  readonly target: string
  readonly data: object
  /** The step whose effect it takes care of. */
  readonly settles?: string
}

/** One whole way in which a person may end a process by hand. */
export type Settlement = {
  /** Its name, of two words or more: `nothing-given`. */
  readonly as: string
  /** What a person chooses: "Nothing was given". */
  readonly title: string
  /** What it comes to, in one or two sentences. */
  readonly explains: string
  /** How much money moves by it, in minor units: over a limit a second person is asked. */
  readonly amount: number
  /** Sent one by one, each after the one before it was done. */
  readonly sends: readonly SettlingSend[]
  /** Steps whose effects stay as they are, because that is what is wanted. */
  readonly keeps?: readonly string[]
  /** The commands that wait for the process, with their answers. */
  readonly ends: readonly Answering[]
}

/** A settlement under way; its steps are numbered on from `first`. */
export type Settling = Pick<Settlement, 'as' | 'title' | 'sends' | 'ends'> & {
  readonly first: number
}

const prefix = 'by-hand:'

/** The step by which the send of this number settles. */
export function settlingStep(number: number): string {
  return `${prefix}${number}`
}

/** Whether a step settles by hand. */
export function isSettlingStep(step: string): boolean {
  return step.startsWith(prefix)
}

/** Which of a settlement's sends a step is; not a number where it is none. */
export function stepNumber({ first }: Pick<Settling, 'first'>, step: string): number {
  return isSettlingStep(step) ? Number(step.slice(prefix.length)) - first : Number.NaN
}

/** How a process ends that was settled by hand. */
export const resolvedByHand = 'resolved-by-hand'

/** How a process ends that the help desk had undone. */
export const compensated = 'compensated'
