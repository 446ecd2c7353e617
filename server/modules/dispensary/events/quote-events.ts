import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { PricedLine } from '../events.ts'

/** What a basket would cost; nothing is kept aside by it. Money in minor units, times in ms. */
export type QuoteEvents = DomainEvent<
  'BasketQuoted',
  {
    readonly patient: string
    readonly lines: readonly PricedLine[]
    readonly total: number
    readonly until: number
  }
>

export const quoteEvents = describeEvents<QuoteEvents>({
  BasketQuoted: { version: 1, words: 'It would cost {total:money}, until {until:time}.' },
})
