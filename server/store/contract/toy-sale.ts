import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import { process } from '#kernel/process.ts'
import { projection, write } from '#kernel/projection.ts'

/** A sale from a shelf, answered by a process that holds the coins first. */

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
export const selling = process<Selling>({
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

export const shelf = projection({
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

export const saleIntents = [anyIntent(askSale), anyIntent(makeSale)]
