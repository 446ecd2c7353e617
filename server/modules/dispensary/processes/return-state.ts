import type { Condition } from '../events/return-events.ts'

/** What the process of a return knows of it. */
export type ReturnProcess = {
  readonly order: string
  readonly patient: string
  readonly id: string
  readonly item: string
  readonly name: string
  readonly quantity: number
  readonly condition: Condition
  readonly amount: number
  readonly stocked: boolean
  readonly asks: boolean
  readonly reason: string
  /** Whether whoever asked has been told: they need not wait until somebody else decides. */
  readonly answered: boolean
  readonly isAsked: boolean
  readonly why: { readonly code: string; readonly facts: object } | null
}

/** Before a return is begun. */
export const newReturn: ReturnProcess = {
  order: '',
  patient: '',
  id: '',
  item: '',
  name: '',
  quantity: 0,
  condition: 'sealed',
  amount: 0,
  stocked: false,
  asks: false,
  reason: '',
  answered: false,
  isAsked: false,
  why: null,
}
