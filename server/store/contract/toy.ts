import { describeEvents } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { type PurseEvents, purseIntents, purses } from './toy-purse.ts'
import { type SaleEvents, saleIntents, selling, shelf } from './toy-sale.ts'

/** A shop of two streams and a process, as small as can be: what the store's contract is tried on. */
export const toyModule: Module = {
  name: 'toy',
  events: {
    ...describeEvents<PurseEvents>({
      CoinsAdded: { version: 1, words: '{coins} coins were added', personal: ['note'] },
      CoinsHeld: { version: 1, words: '{coins} coins are held' },
      CoinsFreed: { version: 1, words: '{coins} coins are free again' },
    }),
    ...describeEvents<SaleEvents>({
      SaleAsked: { version: 1, words: '{things} things were asked for' },
      SaleMade: { version: 1, words: '{things} things were sold' },
    }),
  },
  intents: [...purseIntents, ...saleIntents],
  processes: [anyProcess(selling)],
  projections: [shelf, purses],
  pages: [],
  navigation: [],
}
