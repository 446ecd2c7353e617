import type { AskedLine, PricedLine } from '../events.ts'

/**
 * Where the process stands. `forward`: pricing, holding, reserving, confirming. `open`: confirmed, a
 * dispenser has it. `cancelling-instead`: a cancellation arrived while a denial was being undone.
 */
export type OrderPhase =
  | 'new'
  | 'forward'
  | 'open'
  | 'denying'
  | 'cancelling'
  | 'cancelling-instead'
  | 'ended'

export type OrderProcess = {
  readonly phase: OrderPhase
  readonly order: string
  readonly patient: string
  readonly asked: readonly AskedLine[]
  /** The lines with their prices, once they are checked. */
  readonly priced: readonly PricedLine[] | null
  readonly total: number
  readonly why: { readonly code: string; readonly facts: object } | null
  readonly answered: boolean
  /** The command that asked to cancel, which waits for its answer. */
  readonly cancelledBy: string | null
}
