import type { LotPick } from '../events/fulfilment-events.ts'

/** A price and the instant from which it holds, in ms. */
export type PriceFrom = { readonly price: number; readonly from: number }

/** What of a lot lies on the shelf, picked pieces included, and whether it may be handed out at all. */
export type Lot = {
  readonly expires: string | null
  readonly onHand: number
  readonly recalled: boolean
}

/** An item that was added to the catalogue, sold at present or withdrawn. */
export type ListedItem = {
  readonly status: 'listed' | 'withdrawn'
  readonly code: string
  readonly name: string
  readonly taxRate: number
  readonly stocked: boolean
  readonly lotted: boolean
  readonly returnable: boolean
  readonly maxPerOrder: number
  readonly reorderLevel: number
  /** In order of their recording. */
  readonly prices: readonly PriceFrom[]
  /** By lot; what does not come in lots stands under the empty one. */
  readonly lots: Readonly<Record<string, Lot>>
  readonly onHand: number
  readonly reserved: number
  /** Pieces reserved, by the order's id, the oldest reservation first. */
  readonly reservations: Readonly<Record<string, number>>
  /** What of a reservation lies in the order's bag already, by the order's id. */
  readonly picks: Readonly<Record<string, readonly LotPick[]>>
}

export type Item = { readonly status: 'none' } | ListedItem
