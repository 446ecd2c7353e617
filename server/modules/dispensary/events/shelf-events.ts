import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { LotPick } from './fulfilment-events.ts'

/**
 * What moves on the shelf of one item. The lot is empty where the item does not come in lots; `order` is
 * the id of the order that it was done for.
 */
export type ShelfEvents =
  | DomainEvent<
      'StockReceived',
      {
        readonly quantity: number
        readonly lot: string
        /** The last good day, YYYY-MM-DD, or null. */
        readonly expires: string | null
        readonly supplierReference: string
      }
    >
  | DomainEvent<'StockReserved', { readonly order: string; readonly quantity: number }>
  | DomainEvent<'StockReleased', { readonly order: string; readonly quantity: number }>
  /** What lies in the order's bag from then on, in place of what lay there before; perhaps nothing. */
  | DomainEvent<'StockPicked', { readonly order: string; readonly lots: readonly LotPick[] }>
  | DomainEvent<
      'StockHandedOut',
      { readonly order: string; readonly quantity: number; readonly lots: readonly LotPick[] }
    >
  /** Where it cannot be sold again, `toShelf` is false and it is written off in the same breath. */
  | DomainEvent<
      'StockReturned',
      {
        readonly order: string
        readonly quantity: number
        readonly lot: string
        readonly toShelf: boolean
      }
    >
  | DomainEvent<
      'StockCounted',
      {
        readonly lot: string
        readonly expected: number
        readonly counted: number
        /** Why it differs; empty where it does not. */
        readonly reason: string
        /** The orders that are left short by it, for whom a case is opened. */
        readonly short: readonly ShortOrder[]
      }
    >
  | DomainEvent<
      'StockWrittenOff',
      { readonly lot: string; readonly quantity: number; readonly reason: string }
    >
  | DomainEvent<'LotRecalled', { readonly lot: string; readonly reason: string }>

/** An order that lacks some of what was promised to it. */
export type ShortOrder = {
  readonly order: string
  readonly number: number | null
  readonly quantity: number
}

export const shelfEvents = describeEvents<ShelfEvents>({
  StockReceived: { version: 1, words: 'Put on the shelf: {quantity}.', tone: 'good' },
  StockReserved: { version: 1, words: 'Reserved for an order: {quantity}.', tone: 'held' },
  StockReleased: { version: 1, words: 'Free again after an order: {quantity}.' },
  StockPicked: {
    version: 1,
    words: 'Picked from the shelf for an order{lots:counted}.',
    tone: 'held',
  },
  StockHandedOut: {
    version: 1,
    words: 'Handed out with an order: {quantity}{lots:counted}.',
    tone: 'good',
  },
  StockReturned: { version: 1, words: 'Came back from an order: {quantity}.' },
  StockCounted: {
    version: 1,
    words: 'Counted: {counted} are there, {expected} were expected. {reason}',
  },
  StockWrittenOff: {
    version: 1,
    words: 'Written off: {quantity}. {reason}',
    tone: 'bad',
    reason: 'reason',
  },
  LotRecalled: {
    version: 1,
    words: 'Lot {lot} was recalled and is not handed out any more: {reason}',
    tone: 'bad',
    reason: 'reason',
  },
})
