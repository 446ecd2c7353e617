import type { Settling } from './steering.ts'

export type StepState =
  | 'sent'
  | 'succeeded'
  | 'rejected'
  | 'failed'
  | 'given-up'
  | 'undoing'
  | 'undone'
  | 'settled'

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
  /** It was given up because nobody answered: whether it was done is not known. */
  readonly isUnanswered: boolean
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
  /** Somebody at the help desk had it undone, rather than a refusal or a cancellation. */
  readonly undoneByDesk: boolean
  /** How somebody settles it by hand; nothing where nobody does. */
  readonly settling: Settling | null
  readonly stuck: { readonly step: string; readonly error: string; readonly tries: number } | null
  readonly ended: string | null
  readonly changedAt: number
}

export const unborn: ProcessLife = {
  began: null,
  steps: [],
  compensating: false,
  undoneByDesk: false,
  settling: null,
  stuck: null,
  ended: null,
  changedAt: 0,
}
