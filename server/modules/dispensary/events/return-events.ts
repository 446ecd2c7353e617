import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** How something came back: as it was given, or opened. */
export type Condition = 'sealed' | 'opened'

/** What of a line comes back; `return` is the id of the return, `amount` what is refunded, in minor units. */
type Back = {
  readonly return: string
  readonly item: string
  readonly name: string
  readonly quantity: number
  readonly condition: Condition
  readonly amount: number
}

/** Whether what is made again is paid once more. */
export type Charge = 'none' | 'full'

/** The line that an order makes again. */
export type RemakeOf = { readonly order: string; readonly item: string; readonly charge: Charge }

/** What happens to an order after it was handed over. */
export type ReturnEvents =
  | DomainEvent<
      'ReturnStarted',
      Back & {
        /** Whether it stands on the shelf, and so can be put back there. */
        readonly stocked: boolean
        /** Whether a second person has to approve the refund. */
        readonly asks: boolean
        readonly reason: string
      }
    >
  | DomainEvent<'ItemsReturned', Back & { readonly as: 'refunded' | 'exchanged' }>
  | DomainEvent<
      'ReturnRefused',
      { readonly return: string; readonly name: string; readonly code: string }
    >
  | DomainEvent<
      'RemakeOrdered',
      {
        /** The id of the new order. */
        readonly order: string
        readonly patient: string
        readonly item: string
        readonly name: string
        readonly quantity: number
        readonly what: string
        readonly charge: Charge
        /** What the new order costs, in minor units. */
        readonly total: number
      }
    >

export const returnEvents = describeEvents<ReturnEvents>({
  ReturnStarted: {
    version: 1,
    words: 'A return was begun: {quantity} {name}, {condition}. {reason}',
    tone: 'held',
    reason: 'reason',
  },
  ItemsReturned: {
    version: 1,
    words: '{quantity} {name} came back, {condition}: {as}.',
    tone: 'good',
  },
  ReturnRefused: {
    version: 1,
    words: 'The return of {name} was refused ({code}). Nothing came back and nothing was refunded.',
    tone: 'bad',
  },
  RemakeOrdered: {
    version: 1,
    words: '{quantity} {name} is made again: {what}',
    tone: 'held',
    reason: 'what',
  },
})
