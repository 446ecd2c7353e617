import type { RemakeOf } from '../events/return-events.ts'
import type { AskedLine } from '../events.ts'

/** What the form of an order holds. */
export type OrderForm = {
  readonly patient: string
  readonly lines: readonly AskedLine[]
  /** What the person accepted on the check page, in minor units. */
  readonly total: number | null
  readonly note: string
  /** What it makes again; only the process of a remake says so. */
  readonly remake?: RemakeOf | undefined
}

/** The least that one top-up may be, in minor units. */
export const leastTopUp = 100
