import type { LeftOut, PickedLine, ReadyLine } from '../events/fulfilment-events.ts'
import type { AskedLine, PricedLine } from '../events.ts'

/**
 * Where the process stands. `forward`: pricing, holding, reserving, confirming. `open`: confirmed, a
 * dispenser is waited for. `resuming`: the shelf refused, so it goes back to being prepared.
 * `cancelling-instead`: a cancellation arrived while something else was being undone. `undoing`: the help
 * desk undoes it.
 */
export type OrderPhase =
  | 'new'
  | 'forward'
  | 'open'
  | 'preparing'
  | 'picking'
  | 'resuming'
  | 'ready'
  | 'handing-over'
  | 'denying'
  | 'cancelling'
  | 'cancelling-instead'
  | 'putting-back'
  | 'undoing'
  | 'ended'

export type Why = { readonly code: string; readonly facts: object }

/** A command that waits for the process: which of its tasks it is, and in which round of picking. */
export type Waiting = {
  readonly command: string
  readonly task: 'mark' | 'hand'
  readonly round: number
}

/** What a dispenser picked, and what it comes to in minor units. */
export type Picked = {
  readonly lines: readonly PickedLine[]
  readonly shelf: string
  readonly ready: readonly ReadyLine[]
  readonly total: number
  /** What is not needed of the hold any more. */
  readonly shortfall: number
}

export type OrderProcess = {
  readonly phase: OrderPhase
  readonly order: string
  readonly patient: string
  readonly asked: readonly AskedLine[]
  /** The lines with their prices, once they are checked. */
  readonly priced: readonly PricedLine[] | null
  /** What is still to be had of them: less, after a line was short. */
  readonly wanted: readonly ReadyLine[]
  readonly total: number
  /** What was held for it at first. */
  readonly held: number
  /** By when it is promised, in ms; null before it is confirmed, and where nobody worked it out. */
  readonly promised: number | null
  /** How often it was picked. */
  readonly round: number
  readonly picked: Picked | null
  /** Whether it is collected by its code, and not at the desk. */
  readonly byCode: boolean
  /** Whether it was begun to be handed over. */
  readonly handing: boolean
  /** Whether it ends because nobody collected it. */
  readonly lapses: boolean
  /** Lines that must not leave the shelf any more, found when others of them had left already. */
  readonly leftOut: readonly LeftOut[]
  readonly why: Why | null
  /** What the shelf refused in this round. */
  readonly refused: Why | null
  readonly answered: boolean
  /** The command that asked to end it early, which waits for its answer. */
  readonly endedBy: string | null
  readonly waiting: readonly Waiting[]
}

export const newOrder: OrderProcess = {
  phase: 'new',
  order: '',
  patient: '',
  asked: [],
  priced: null,
  wanted: [],
  total: 0,
  held: 0,
  promised: null,
  round: 0,
  picked: null,
  byCode: false,
  handing: false,
  lapses: false,
  leftOut: [],
  why: null,
  refused: null,
  answered: false,
  endedBy: null,
  waiting: [],
}
