import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, idOf } from '#kernel/event.ts'
import { note, wholeNumber } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import { projection, write } from '#kernel/projection.ts'
import { refuse } from '#kernel/refusal.ts'

/** A purse of coins, some of them held for a sale. */

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

export const purses = projection({
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

export const purseIntents = [anyIntent(addCoins), anyIntent(holdCoins), anyIntent(freeCoins)]
