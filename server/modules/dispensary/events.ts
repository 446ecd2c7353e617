import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import { type FulfilmentEvents, fulfilmentEvents } from './events/fulfilment-events.ts'
import { type NotifyEvents, notifyEvents } from './events/notify-events.ts'
import { type RemakeOf, type ReturnEvents, returnEvents } from './events/return-events.ts'
import { type ShelfEvents, shelfEvents } from './events/shelf-events.ts'

/** What is said of one item of the catalogue. */
type CatalogueEvents =
  | DomainEvent<
      'ItemAdded',
      {
        readonly code: string
        readonly name: string
        readonly unit: string
        readonly price: number
        /** Whole percent, contained in the price. */
        readonly taxRate: number
        readonly stocked: boolean
        readonly reorderLevel: number
        readonly lots: boolean
        readonly returnable: boolean
        readonly maxPerOrder: number
      }
    >
  | DomainEvent<
      'PriceChanged',
      { readonly price: number; readonly was: number; readonly from: number }
    >
  | DomainEvent<'ItemWithdrawn', { readonly reason: string }>
  | DomainEvent<'ItemRestored', { readonly reason: string }>
  | DomainEvent<'ReorderLevelSet', { readonly level: number; readonly was: number }>

/** What happens to one item of the catalogue and its shelf. Money in minor units, times in ms. */
export type ItemEvents = CatalogueEvents | ShelfEvents

/** One line as it was asked for. */
export type AskedLine = { readonly item: string; readonly quantity: number }

/** One line with the price in force when the order was priced. */
export type PricedLine = AskedLine & {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly price: number
  readonly taxRate: number
  readonly stocked: boolean
}

export type PaymentMethod = 'cash' | 'card' | 'transfer'

/** What is paid in before the order is tried again. */
export type TopUp = {
  readonly amount: number
  readonly method: PaymentMethod
  readonly reference: string
  readonly second: boolean
}

/** What happens to one order until it is confirmed, denied or cancelled. */
type PlacingEvents =
  | DomainEvent<
      'OrderPlaced',
      {
        readonly patient: string
        readonly lines: readonly AskedLine[]
        readonly acceptedTotal: number
        readonly note: string
        /** The line of another order that it makes again, where it does. */
        readonly remake?: RemakeOf
      }
    >
  | DomainEvent<'OrderPriced', { readonly lines: readonly PricedLine[]; readonly total: number }>
  | DomainEvent<
      'OrderConfirmed',
      {
        readonly total: number
        /** By when it is to be ready, in ms; null where nobody worked it out. */
        readonly promised: number | null
      }
    >
  | DomainEvent<
      'OrderDenied',
      { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
    >
  | DomainEvent<'OrderCancellationStarted', { readonly reason: string; readonly note: string }>
  | DomainEvent<'OrderCancelled', { readonly reason: string }>
  | DomainEvent<
      'ReorderStarted',
      {
        readonly order: string
        readonly person: string
        readonly topUp: TopUp
        readonly lines: readonly AskedLine[]
        readonly total: number
      }
    >

/** What happens to one order, from its placing to its end. */
export type OrderEvents = PlacingEvents | FulfilmentEvents | ReturnEvents | NotifyEvents

const catalogueEvents = describeEvents<CatalogueEvents>({
  ItemAdded: {
    version: 1,
    words: '{name} ({code}) was added to the catalogue at {price:money}.',
    tone: 'good',
  },
  PriceChanged: {
    version: 1,
    words: 'The price was set to {price:money} from {from:moment} (it was {was:money}).',
  },
  ItemWithdrawn: {
    version: 1,
    words: 'The item was withdrawn from sale: {reason}',
    tone: 'bad',
    reason: 'reason',
  },
  ItemRestored: {
    version: 1,
    words: 'The item is sold again: {reason}',
    tone: 'good',
    reason: 'reason',
  },
  ReorderLevelSet: { version: 1, words: 'To be reordered under {level} (it was {was}).' },
})

export const itemEvents = { ...catalogueEvents, ...shelfEvents }

const placingEvents = describeEvents<PlacingEvents>({
  OrderPlaced: {
    version: 1,
    words: 'The order was placed for {acceptedTotal:money}.',
    personal: ['note'],
  },
  OrderPriced: { version: 1, words: 'The prices were checked: {total:money} in all.' },
  OrderConfirmed: {
    version: 2,
    words: 'The order was confirmed for {total:money}.',
    tone: 'good',
    // Version 1: whoever read it counted the next weekday.
    upcasts: { 1: (data) => ({ ...data, promised: null }) },
  },
  OrderDenied: {
    version: 1,
    words: 'The order did not go through ({code}). Nothing was charged and nothing is held.',
    tone: 'bad',
  },
  OrderCancellationStarted: {
    version: 1,
    words: 'The order was asked to be cancelled ({reason}).',
    personal: ['note'],
    reason: 'reason',
  },
  OrderCancelled: {
    version: 1,
    words: 'The order was cancelled. Nothing was charged and nothing is held.',
  },
  ReorderStarted: {
    version: 1,
    words: 'A top-up and a second try at {total:money} were begun.',
  },
})

/** What an order's history says. */
export const orderEvents = {
  ...placingEvents,
  ...fulfilmentEvents,
  ...returnEvents,
  ...notifyEvents,
}
