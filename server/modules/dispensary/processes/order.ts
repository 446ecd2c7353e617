import { idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { AskedLine, PricedLine } from '../events.ts'
import { orderExamples, orderPhaseOf, orderPhases } from './order-examples.ts'
import { orderPlan } from './order-plan.ts'
import type { OrderProcess } from './order-state.ts'

const initialState: OrderProcess = {
  phase: 'new',
  order: '',
  patient: '',
  asked: [],
  priced: null,
  total: 0,
  why: null,
  answered: false,
  cancelledBy: null,
}

/** What is sent to have an order confirmed, in order; the reservations are known once it is priced. */
function forwardSteps(state: OrderProcess): readonly Extract<Act, { do: 'send' }>[] {
  const { order, patient, total, priced, asked } = state
  const target = streamOf('order', order)
  const items = asked.map(({ item }) => item)
  const stocked = (priced ?? []).filter((line) => line.stocked)
  return [
    { do: 'send', step: 'price-order', intent: 'price-order', target, data: { items } },
    // Nothing is held for what costs nothing: a sum of 0 makes no posting.
    ...(total > 0 ? [holdMoney(order, patient, total)] : []),
    ...stocked.map((line) => reserveStock(order, line)),
    { do: 'send', step: 'confirm-order', intent: 'confirm-order', target, data: {} },
  ]
}

function holdMoney(order: string, patient: string, amount: number) {
  const data = { hold: order, amount, for: { kind: 'order', id: order } }
  const target = walletStream(patient)
  return { do: 'send', step: 'hold-money', intent: 'hold-money', target, data } as const
}

function reserveStock(order: string, { item, quantity }: PricedLine) {
  const step = `reserve-stock:${item}`
  const target = streamOf('item', item)
  return { do: 'send', step, intent: 'reserve-stock', target, data: { order, quantity } } as const
}

function evolve(state: OrderProcess, { type, data, stream, command }: Signal): OrderProcess {
  switch (type) {
    case 'OrderPlaced': {
      const { patient, lines, acceptedTotal } = data as {
        patient: string
        lines: readonly AskedLine[]
        acceptedTotal: number
      }
      const begun = { order: idOf(stream), patient, asked: lines, total: acceptedTotal }
      return { ...state, ...begun, phase: 'forward' }
    }
    case 'OrderPriced': {
      const { lines, total } = data as { lines: readonly PricedLine[]; total: number }
      return { ...state, priced: lines, total }
    }
    case 'OrderCancellationStarted': {
      const phase = state.phase === 'denying' ? 'cancelling-instead' : 'cancelling'
      return { ...state, phase, cancelledBy: command }
    }
    case 'CompensationStarted':
      // Not begun by a refusal or a cancellation: somebody at the help desk asked for it.
      return state.phase === 'forward' ? denied(state, 'undone', {}) : state
    case 'StepRejected':
      return isForward(state, data['step'])
        ? denied(state, denialCode(String(data['code'])), data['facts'] as object)
        : state
    case 'StepSucceeded':
      return succeeded(state, data['step'])
    default:
      return state
  }
}

function succeeded(state: OrderProcess, step: unknown): OrderProcess {
  if (step === 'deny-order' || step === 'finish-cancellation') return { ...state, phase: 'ended' }
  if (step === 'confirm-order' && state.phase === 'forward') {
    return { ...state, phase: 'open', answered: true }
  }
  return state
}

function denied(state: OrderProcess, code: string, facts: object): OrderProcess {
  return { ...state, phase: 'denying', why: { code, facts } }
}

/** The wallet says `short`; the person who ordered hears that it is the money. */
function denialCode(code: string): string {
  return code === 'short' ? 'short-money' : code
}

function isForward(state: OrderProcess, step: unknown): boolean {
  return state.phase === 'forward' && forwardSteps(state).some((one) => one.step === step)
}

function react(state: OrderProcess, { type, data }: Signal): readonly Act[] {
  switch (type) {
    case 'OrderPlaced':
      return forwardSteps(state).slice(0, 1)
    case 'OrderCancellationStarted':
      return state.phase === 'cancelling'
        ? [{ do: 'compensate', reason: 'The order was cancelled' }]
        : []
    case 'StepSucceeded':
      return afterSuccess(state, String(data['step']))
    case 'StepRejected':
      return afterRejection(state, String(data['step']), String(data['code']))
    case 'CompensationEnded':
      return afterCompensation(state)
    default:
      return []
  }
}

function afterSuccess(state: OrderProcess, step: string): readonly Act[] {
  if (step === 'deny-order') return [rejection(state), { do: 'end', as: 'denied' }]
  if (step === 'finish-cancellation') return cancelled(state)
  const { order, total } = state
  if (step === 'confirm-order' && state.phase === 'open') {
    return [{ do: 'answer', as: 'succeeded', facts: { order, total } }]
  }
  if (state.phase !== 'forward') return []
  const steps = forwardSteps(state)
  const at = steps.findIndex((one) => one.step === step)
  return at < 0 ? [] : steps.slice(at + 1, at + 2)
}

function afterRejection(state: OrderProcess, step: string, code: string): readonly Act[] {
  // The cancellation overtook the denial on the order's own stream: it is cancelled, not denied.
  if (step === 'deny-order' && state.phase === 'cancelling-instead') {
    return [finishCancellation(state)]
  }
  if (step === 'deny-order' || step === 'finish-cancellation') {
    return [{ do: 'stuck', as: `${step} was refused: ${code}` }]
  }
  const forward = forwardSteps(state).some((one) => one.step === step)
  return forward && state.phase === 'denying'
    ? [{ do: 'compensate', reason: `${step} was refused: ${code}` }]
    : []
}

function afterCompensation(state: OrderProcess): readonly Act[] {
  if (state.phase === 'denying') return [denyOrder(state)]
  const cancels = state.phase === 'cancelling' || state.phase === 'cancelling-instead'
  return cancels ? [finishCancellation(state)] : []
}

function denyOrder({ order, why }: OrderProcess): Act {
  const target = streamOf('order', order)
  return { do: 'send', step: 'deny-order', intent: 'deny-order', target, data: why ?? {} }
}

function finishCancellation({ order }: OrderProcess): Act {
  const target = streamOf('order', order)
  const step = 'finish-cancellation'
  return { do: 'send', step, intent: step, target, data: {} }
}

function rejection({ order, total, why }: OrderProcess): Act {
  const facts = { ...why?.facts, order, accepted: total }
  return { do: 'answer', as: 'rejected', code: why?.code ?? 'undone', facts }
}

function cancelled({ order, total, answered, cancelledBy }: OrderProcess): readonly Act[] {
  const placing: Act = { do: 'answer', as: 'rejected', code: 'cancelled', facts: { order } }
  return [
    ...(answered ? [] : [placing]),
    ...(cancelledBy
      ? [{ do: 'answer', as: 'succeeded', command: cancelledBy, facts: { order, total } } as const]
      : []),
    { do: 'end', as: 'cancelled' },
  ]
}

/** Takes an order from placed to confirmed, or back to where nothing is held and nothing reserved. */
export const orderProcess = process<OrderProcess>({
  name: 'order',
  version: 1,
  title: 'Order',
  types: ['OrderPlaced', 'OrderPriced', 'OrderCancellationStarted'],
  begins: ['OrderPlaced'],
  route: ({ stream }) => idOf(stream),
  initialState,
  evolve,
  react,
  plan: orderPlan,
  waitsFor: ({ phase }) => (phase === 'open' ? 'a dispenser' : undefined),
  phases: orderPhases,
  phase: orderPhaseOf,
  examples: orderExamples,
})
