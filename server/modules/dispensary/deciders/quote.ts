import { decider } from '#kernel/decider.ts'
import type { QuoteEvents } from '../events/quote-events.ts'

export type Quote = { readonly status: 'none' } | { readonly status: 'quoted' }

export const quote = decider<QuoteEvents, Quote>({
  stream: 'quote',
  shape: 1,
  initialState: { status: 'none' },
  evolve: { BasketQuoted: () => ({ status: 'quoted' }) },
})
