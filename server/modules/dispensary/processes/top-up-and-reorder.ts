import { idOf, streamOf } from '#kernel/event.ts'
import { leftAsItIs } from '#kernel/mending.ts'
import { type Act, type PlannedStep, process, type Signal } from '#kernel/process.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { AskedLine, TopUp } from '../events.ts'
import { stayedCode, topUpCode } from '../words/reorder-words.ts'

export type ReorderProcess = {
  /** The new order's id. */
  readonly order: string
  /** The denied order's id. */
  readonly of: string
  readonly person: string
  readonly topUp: TopUp
  readonly lines: readonly AskedLine[]
  readonly total: number
}

const initialState: ReorderProcess = {
  order: '',
  of: '',
  person: '',
  topUp: { amount: 0, method: 'cash', reference: '', second: false },
  lines: [],
  total: 0,
}

function evolve(state: ReorderProcess, { type, data, stream }: Signal): ReorderProcess {
  if (type !== 'ReorderStarted') return state
  return { ...(data as Omit<ReorderProcess, 'of'>), of: idOf(stream) }
}

function react(state: ReorderProcess, { type, data }: Signal): readonly Act[] {
  const step = data['step']
  if (type === 'ReorderStarted') return [topUp(state)]
  if (type === 'StepSucceeded' && step === 'top-up') return [place(state)]
  if (type === 'StepSucceeded' && step === 'place') return succeeded(state)
  if (type === 'StepRejected' && step === 'top-up') return topUpRefused(state, data)
  if (type === 'StepRejected' && step === 'place') return orderRefused(state, data)
  return []
}

function topUp({ person, topUp: data }: ReorderProcess): Act {
  const target = walletStream(person)
  return { do: 'send', step: 'top-up', intent: 'top-up-wallet', target, data }
}

function place({ order, person: patient, lines, total }: ReorderProcess): Act {
  const data = { patient, lines, total, note: '' }
  const target = streamOf('order', order)
  return { do: 'send', step: 'place', intent: 'place-order', target, data }
}

function succeeded({ order, topUp: { amount }, total }: ReorderProcess): readonly Act[] {
  const facts = { order, amount, total }
  return [
    { do: 'answer', as: 'succeeded', facts },
    { do: 'end', as: 'completed' },
  ]
}

function topUpRefused(state: ReorderProcess, data: Signal['data']): readonly Act[] {
  const code = String(data['code'])
  const { reference, amount } = state.topUp
  const facts = { reference, amount, ...(data['facts'] as object), code }
  return [
    { do: 'answer', as: 'rejected', code: topUpCode(code), facts },
    { do: 'end', as: 'refused' },
  ]
}

/** The top-up is the person's money in any case: it stays, and the answer says so. */
function orderRefused(state: ReorderProcess, data: Signal['data']): readonly Act[] {
  const code = String(data['code'])
  const { order, topUp: paid } = state
  const facts = { ...(data['facts'] as object), order, amount: paid.amount, code }
  return [
    { do: 'answer', as: 'rejected', code: stayedCode(code), facts },
    { do: 'end', as: 'topped-up-only' },
  ]
}

function plan({ order, topUp: { amount } }: ReorderProcess): readonly PlannedStep[] {
  if (order === '') return []
  return [
    {
      step: 'top-up',
      words: {
        todo: 'Top up {amount:money}',
        doing: 'Topping up {amount:money}',
        done: '{amount:money} topped up',
      },
      facts: { amount },
    },
    {
      step: 'place',
      words: { todo: 'Order again', doing: 'Ordering again', done: 'Ordered again' },
    },
  ]
}

/** Tops up a wallet, then orders again what was denied for want of money. */
export const reorderProcess = process<ReorderProcess>({
  name: 'top-up-and-reorder',
  version: 1,
  title: 'Top-up and order',
  types: ['ReorderStarted'],
  begins: ['ReorderStarted'],
  // Each try is its own instance, so that a refused one can be followed by another.
  route: ({ command }) => command,
  initialState,
  evolve,
  react,
  plan,
  waitsFor: () => undefined,
  settlements: (_, life) => [
    leftAsItIs(life, {
      title: 'Leave it at what was done',
      explains: 'What was topped up stays in the wallet, what was ordered stays ordered.',
    }),
  ],
  phases: { 'topping-up': 'Topping up', ordering: 'Ordering again' },
  phase: (_, underWay) => (underWay.includes('place') ? 'ordering' : 'topping-up'),
  examples: [
    {
      type: 'ReorderStarted',
      stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
      data: { ...initialState, order: '01900000-0000-7000-8000-000000000002' },
    },
  ],
})
