import { type DataOf, idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { ReturnEvents } from '../events/return-events.ts'
import { returnExamples, returnPhases } from './return-examples.ts'
import { returnPlan } from './return-plan.ts'
import { returnSettlements } from './return-settlements.ts'
import { newReturn, type ReturnProcess } from './return-state.ts'

function evolve(state: ReturnProcess, { type, data, stream, person }: Signal): ReturnProcess {
  switch (type) {
    case 'ReturnStarted': {
      const { return: id, ...more } = data as DataOf<ReturnEvents, 'ReturnStarted'>
      return { ...state, ...more, id, order: idOf(stream), patient: person ?? '' }
    }
    case 'StepSucceeded':
      return data['step'] === 'ask-refund' ? { ...state, answered: true, isAsked: true } : state
    case 'ApprovalGiven':
      return { ...state, isAsked: false }
    case 'ApprovalDeclined':
      return { ...state, isAsked: false, why: { code: 'declined', facts: {} } }
    case 'StepRejected':
      return { ...state, why: { code: String(data['code']), facts: data['facts'] as object } }
    case 'CompensationStarted':
      return { ...state, isAsked: false, why: state.why ?? { code: 'undone', facts: {} } }
    default:
      return state
  }
}

function react(state: ReturnProcess, { type, data }: Signal): readonly Act[] {
  switch (type) {
    case 'ReturnStarted':
      return [first(state)]
    case 'ApprovalGiven':
      return [takeBack(state)]
    case 'ApprovalDeclined':
    case 'CompensationEnded':
      return [refuseIt(state)]
    case 'StepSucceeded':
      return afterSuccess(state, String(data['step']))
    case 'StepRejected':
      return afterRejection(state, String(data['step']), String(data['code']))
    default:
      return []
  }
}

/** The money first: what was put back on the shelf could be sold before a refund is refused. */
function first(state: ReturnProcess): Act {
  const { amount, asks, id, order, patient, reason } = state
  if (amount === 0) return takeBack(state)
  const target = walletStream(patient)
  const refund = { line: order, amount, reason }
  if (asks) {
    const data = { ...refund, request: id }
    return { do: 'send', step: 'ask-refund', intent: 'ask-for-refund', target, data }
  }
  const data = { ...refund, ask: false }
  return { do: 'send', step: 'refund', intent: 'refund-to-wallet', target, data }
}

function takeBack(state: ReturnProcess): Act {
  const { stocked, item, order, quantity, condition } = state
  if (!stocked) return finish(state)
  const data = { order, quantity, lot: '', condition }
  const target = streamOf('item', item)
  return { do: 'send', step: 'take-back', intent: 'take-back-stock', target, data }
}

function finish({ order, id, item, name, quantity, condition, amount }: ReturnProcess): Act {
  const data = { return: id, item, name, quantity, condition, amount }
  const target = streamOf('order', order)
  return { do: 'send', step: 'finish-return', intent: 'finish-return', target, data }
}

function refuseIt({ order, id, name, why }: ReturnProcess): Act {
  const data = { return: id, name, code: why?.code ?? 'undone' }
  const target = streamOf('order', order)
  return { do: 'send', step: 'refuse-return', intent: 'refuse-return', target, data }
}

function afterSuccess(state: ReturnProcess, step: string): readonly Act[] {
  const { answered, order, name, quantity, amount, why } = state
  const facts = { order, name, quantity, amount }
  switch (step) {
    case 'ask-refund':
      return [{ do: 'answer', as: 'succeeded', facts: { ...facts, asked: 1 } }]
    case 'refund':
      return [takeBack(state)]
    case 'take-back':
      return [finish(state)]
    case 'finish-return':
      return [
        ...(answered ? [] : [{ do: 'answer', as: 'succeeded', facts } as const]),
        { do: 'end', as: amount > 0 ? 'refunded' : 'exchanged' },
      ]
    case 'refuse-return': {
      const said = { code: why?.code ?? 'undone', facts: { ...facts, ...why?.facts } }
      return [
        ...(answered ? [] : [{ do: 'answer', as: 'rejected', ...said } as const]),
        { do: 'end', as: 'refused' },
      ]
    }
    default:
      return []
  }
}

function afterRejection(state: ReturnProcess, step: string, code: string): readonly Act[] {
  if (step === 'refund' || step === 'ask-refund') return [refuseIt(state)]
  // A refund that a second person approved is theirs, and is not taken back by a machine.
  if (step === 'take-back' && !state.asks)
    return [{ do: 'compensate', reason: `The shelf did not take it back: ${code}` }]
  return [{ do: 'stuck', as: `${step} was refused: ${code}` }]
}

/** Takes back what was handed over: the money, then the goods, then it is written down; or none of it. */
export const returnProcess = process<ReturnProcess>({
  name: 'return',
  version: 1,
  title: 'Return',
  types: ['ReturnStarted', 'ApprovalGiven', 'ApprovalDeclined'],
  begins: ['ReturnStarted'],
  route({ data }) {
    const known = data as { readonly return?: string; readonly request?: string }
    return known.return ?? known.request
  },
  initialState: newReturn,
  evolve,
  react,
  plan: returnPlan,
  phases: returnPhases,
  phase: ({ isAsked }, [step = '']) => {
    if (step.startsWith('undo:')) return 'undoing'
    if (step !== '') return step
    return isAsked ? 'asked' : 'undoing'
  },
  examples: returnExamples,
  settlements: returnSettlements,
  waitsFor: ({ isAsked }) => (isAsked ? 'a second person who decides on the refund' : undefined),
})
