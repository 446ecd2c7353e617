import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** How money comes to the desk; what is paid online never does. */
export const tillMethods = ['cash', 'card', 'transfer'] as const

export type TillMethod = (typeof tillMethods)[number]

/** An amount for each method, in minor units; below 0 where more was paid out than came in. */
export type Counts = Readonly<Record<TillMethod, number>>

/** What happens to the till. Amounts are minor units. */
export type TillEvents =
  | DomainEvent<'TillFloatSet', { readonly amount: number; readonly was: number }>
  | DomainEvent<
      'TillClosed',
      {
        /** How often it was closed, this time included. */
        readonly number: number
        /** The change in the drawer when the time began; a part of what is expected in cash. */
        readonly float: number
        readonly expected: Counts
        readonly counted: Counts
        /** What was counted less what was expected. */
        readonly difference: Counts
        /** The change that stays in the drawer; the rest of the cash goes to the bank. */
        readonly left: number
        /** Why it differs; empty where it does not. */
        readonly explanation: string
      }
    >

export const tillEvents = describeEvents<TillEvents>({
  TillFloatSet: {
    version: 1,
    words: 'The change in the drawer was set to {amount:money} (it was {was:money})',
    tone: 'note',
  },
  TillClosed: { version: 1, words: 'The till was closed, time {number}', tone: 'good' },
})
