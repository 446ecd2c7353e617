import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, describeEvents, idOf } from '#kernel/event.ts'
import { note, wholeNumber } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess, process } from '#kernel/process.ts'
import { projection, write } from '#kernel/projection.ts'
import { refuse } from '#kernel/refusal.ts'

/** A shop of two streams and a process, as small as can be: what the store's contract is tried on. */

export type PurseEvents =
  | DomainEvent<'CoinsAdded', { coins: number; note: string }>
  | DomainEvent<'CoinsHeld', { sale: string; coins: number }>
  | DomainEvent<'CoinsFreed', { sale: string; coins: number }>

type Purse = { readonly free: number; readonly held: Readonly<Record<string, number>> }

const purse = decider<PurseEvents, Purse>({
  stream: 'purse',
  shape: 1,
  initialState: { free: 0, held: {} },
  evolve: {
    CoinsAdded: (state, { coins }) => ({ ...state, free: state.free + coins }),
    CoinsHeld: ({ free, held }, { sale, coins }) => ({
      free: free - coins,
      held: { ...held, [sale]: coins },
    }),
    CoinsFreed: ({ free, held }, { sale, coins }) => {
      const { [sale]: _, ...rest } = held
      return { free: free + coins, held: rest }
    },
  },
})

const addCoins = intent({
  name: 'add-coins',
  title: 'Add coins',
  submit: 'Add',
  doing: 'Adding',
  done: 'Added',
  notDone: 'Not added',
  on: purse,
  creates: true,
  person: (_, target) => idOf(target),
  by: { patient: 'own', receptionist: 'clinic', system: 'clinic' },
  fields: { coins: wholeNumber('Coins', { min: 1, max: 1000 }), note: note('Note') },
  decide(_, { data }) {
    if (data.coins === 13) throw new Error('Thirteen is a defect')
    return [{ type: 'CoinsAdded', data }]
  },
  refusals: {},
  next: [],
})

const holdCoins = intent({
  name: 'hold-coins',
  title: 'Hold',
  submit: 'Hold',
  doing: '',
  done: '',
  notDone: '',
  on: purse,
  by: { system: 'clinic' },
  fields: fromProcess({ sale: z.string(), coins: z.number() }),
  decide: ({ free }, { data }) =>
    free < data.coins ? refuse('short', { free }) : [{ type: 'CoinsHeld', data }],
  undoneBy: 'free-coins',
  receipt: (_, { sale, coins }) => ({ sale, coins }),
  refusals: { short: 'Only {free} are free.' },
  next: [],
})

const freeCoins = intent({
  name: 'free-coins',
  title: 'Free',
  submit: 'Free',
  doing: '',
  done: '',
  notDone: '',
  on: purse,
  by: { system: 'clinic' },
  fields: fromProcess({ sale: z.string(), coins: z.number() }),
  decide: ({ held }, { data }) =>
    Object.hasOwn(held, data.sale) ? [{ type: 'CoinsFreed', data }] : [],
  refusals: {},
  next: [],
})

export type SaleEvents =
  | DomainEvent<'SaleAsked', { purse: string; things: number }>
  | DomainEvent<'SaleMade', { things: number }>

type Sale = { readonly status: 'none' | 'asked' | 'made' }

const sale = decider<SaleEvents, Sale>({
  stream: 'sale',
  shape: 1,
  initialState: { status: 'none' },
  evolve: { SaleAsked: () => ({ status: 'asked' }), SaleMade: () => ({ status: 'made' }) },
})

const askSale = intent({
  name: 'ask-sale',
  title: 'Buy',
  submit: 'Buy',
  doing: 'Buying',
  done: 'Bought',
  notDone: 'Not bought',
  on: sale,
  creates: true,
  by: { receptionist: 'clinic' },
  fields: fromProcess({ purse: z.string(), things: z.number() }),
  answered: 'by-process',
  decide: (_, { data }) => [{ type: 'SaleAsked', data }],
  refusals: {},
  next: [],
})

const makeSale = intent({
  name: 'make-sale',
  title: 'Sell',
  submit: 'Sell',
  doing: '',
  done: '',
  notDone: '',
  on: sale,
  by: { system: 'clinic' },
  fields: fromProcess({ things: z.number() }),
  // The shelf is a guard: what it holds is not looked at here, so that the breach must be caught.
  decide: (_, { data }) => [{ type: 'SaleMade', data }],
  refusals: { 'sold-out': 'Nothing is left.' },
  next: [],
})

type Selling = {
  readonly purse: string
  readonly things: number
  readonly id: string
  readonly why: string
}

/** Holds ten coins a thing, then sells; what cannot be sold gives the coins back. */
const selling = process<Selling>({
  name: 'selling',
  version: 1,
  title: 'Sale',
  types: ['SaleAsked'],
  begins: ['SaleAsked'],
  route: ({ stream }) => idOf(stream),
  initialState: { purse: '', things: 0, id: '', why: '' },
  evolve(state, { type, data, stream }) {
    if (type === 'SaleAsked')
      return { ...state, purse: String(data.purse), things: Number(data.things), id: idOf(stream) }
    return type === 'StepRejected' ? { ...state, why: String(data.code) } : state
  },
  react(state, { type, data }) {
    const hold = {
      do: 'send',
      step: 'hold',
      intent: 'hold-coins',
      target: `purse-${state.purse}`,
      data: { sale: state.id, coins: state.things * 10 },
    } as const
    if (type === 'SaleAsked') return [hold]
    if (type === 'StepSucceeded' && data.step === 'hold') {
      return [
        {
          do: 'send',
          step: 'make',
          intent: 'make-sale',
          target: `sale-${state.id}`,
          data: { things: state.things },
        },
      ]
    }
    if (type === 'StepSucceeded')
      return [
        { do: 'answer', as: 'succeeded' },
        { do: 'end', as: 'sold' },
      ]
    if (type === 'StepRejected') return [{ do: 'compensate', reason: state.why }]
    if (type === 'CompensationEnded')
      return [
        { do: 'answer', as: 'rejected', code: state.why },
        { do: 'end', as: 'refused' },
      ]
    return []
  },
  plan: () => [],
  waitsFor: () => undefined,
})

const shelf = projection({
  name: 'shelf',
  version: 1,
  mode: 'guard',
  types: ['SaleMade'],
  tables: {
    shelf: {
      columns: { id: 'integer', left_over: 'integer' },
      key: ['id'],
      checks: [{ sql: 'left_over >= 0', refusal: 'sold-out' }],
    },
  },
  apply: ({ data }) => {
    const { things } = data as { things: number }
    return [
      write('INSERT INTO {shelf} (id, left_over) VALUES (1, 5) ON CONFLICT (id) DO NOTHING'),
      write('UPDATE {shelf} SET left_over = left_over - ? WHERE id = 1', things),
    ]
  },
})

const purses = projection({
  name: 'purses',
  version: 1,
  mode: 'inline',
  types: ['CoinsAdded', 'CoinsHeld', 'CoinsFreed'],
  tables: { purses: { columns: { id: 'text', free: 'integer', held: 'integer' }, key: ['id'] } },
  apply({ type, stream, data }) {
    const coins = (data as { coins: number }).coins
    const [free, held] =
      type === 'CoinsAdded' ? [coins, 0] : type === 'CoinsHeld' ? [-coins, coins] : [coins, -coins]
    return [
      write(
        'INSERT INTO {purses} (id, free, held) VALUES (?, 0, 0) ON CONFLICT (id) DO NOTHING',
        idOf(stream),
      ),
      write(
        'UPDATE {purses} SET free = free + ?, held = held + ? WHERE id = ?',
        free,
        held,
        idOf(stream),
      ),
    ]
  },
})

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
  intents: [
    anyIntent(addCoins),
    anyIntent(holdCoins),
    anyIntent(freeCoins),
    anyIntent(askSale),
    anyIntent(makeSale),
  ],
  processes: [anyProcess(selling)],
  projections: [shelf, purses],
  pages: [],
  navigation: [],
}
