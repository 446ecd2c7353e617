import { idOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import {
  allAnswered,
  denialAnswered,
  type Ending,
  endingAnswered,
  handAnswered,
  marksAnswered,
  owedTo,
  placingAnswered,
  refusalAnswered,
} from './order-answers.ts'
import { orderExamples, orderPhaseOf, orderPhases } from './order-examples.ts'
import { foldOrder } from './order-fold.ts'
import { orderPlan } from './order-plan.ts'
import { orderSettlements } from './order-settlements.ts'
import { newOrder, type OrderPhase, type OrderProcess } from './order-state.ts'
import {
  denyOrder,
  finishCancellation,
  forwardSteps,
  handingSteps,
  handOutStep,
  lapseOrder,
  leavingOut,
  pickingSteps,
  resumePreparing,
  type Sent,
  undoOrder,
} from './order-steps.ts'
import { afterTimer, madeReady, warnLater } from './order-timers.ts'

function react(state: OrderProcess, { type, data, command }: Signal, at: number): readonly Act[] {
  const { phase } = state
  switch (type) {
    case 'OrderPlaced':
      return forwardSteps(state).slice(0, 1)
    case 'PreparationStarted':
    case 'PreparationPutBack':
      return [warnLater(state, at)]
    case 'OrderPicked':
      return phase === 'picking' ? stepsOf(state).slice(0, 1) : []
    case 'OrderHandOverStarted':
      return phase === 'handing-over' ? stepsOf(state).slice(0, 1) : []
    case 'CollectionCodeMissed':
      return [
        { do: 'answer', as: 'rejected', command, code: 'wrong', facts: { left: data['left'] } },
      ]
    case 'OrderCancellationStarted':
      return phase === 'cancelling' ? [{ do: 'compensate', reason: 'The order was cancelled' }] : []
    case 'OrderPuttingBackStarted':
      return [{ do: 'compensate', reason: 'The order was not collected' }]
    case 'TimerFired':
      return afterTimer(state, String(data['name']), at)
    case 'StepSucceeded':
      return afterSuccess(state, String(data['step']), at)
    case 'StepRejected':
      return afterRejection(state, String(data['step']), String(data['code']))
    case 'CompensationEnded':
      return afterCompensation(state)
    default:
      return []
  }
}

/** The steps that lead on from where it stands, in order. */
function stepsOf(state: OrderProcess): readonly Sent[] {
  if (state.phase === 'forward') return forwardSteps(state)
  if (state.phase === 'handing-over') return handingSteps(state)
  return state.phase === 'picking' && state.picked ? pickingSteps(state, state.picked) : []
}

function afterSuccess(state: OrderProcess, step: string, at: number): readonly Act[] {
  const ended = afterTheLast(state, step, at)
  if (ended) return ended
  const { phase, order, total } = state
  if (step === 'confirm-order') {
    const placed: Act = { do: 'answer', as: 'succeeded', facts: { order, total } }
    return state.answered ? [placed, ...(phase === 'open' ? [warnLater(state, at)] : [])] : []
  }
  if (step.startsWith('set-ready:')) return madeReady(state, roundOf(step), at)
  if (step === `resume-preparing:${state.round}`) return refusalAnswered(state)
  const steps = stepsOf(state)
  const place = steps.findIndex((one) => one.step === step)
  return place < 0 ? [] : steps.slice(place + 1, place + 2)
}

function roundOf(step: string): number {
  return Number(step.slice(step.indexOf(':') + 1))
}

function afterTheLast(state: OrderProcess, step: string, at: number): readonly Act[] | undefined {
  switch (step) {
    case 'deny-order':
      return [denialAnswered(state), { do: 'end', as: 'denied' }]
    case 'finish-cancellation':
      return endedEarly(state, { code: 'cancelled' })
    case 'lapse-order':
      return endedEarly(state, { code: 'lapsed', facts: { on: at } })
    case 'undo-order':
      return [...allAnswered(state, { code: 'undone' }), { do: 'end', as: 'compensated' }]
    case `finish-hand-over:${state.round}`:
      return [
        ...placingAnswered(state),
        ...marksAnswered(state),
        ...handAnswered(state),
        { do: 'end', as: state.byCode ? 'collected' : 'handed-over' },
      ]
    default:
      return undefined
  }
}

function endedEarly(state: OrderProcess, why: Ending): readonly Act[] {
  return [...allAnswered(state, why), ...endingAnswered(state), { do: 'end', as: why.code }]
}

function afterRejection(state: OrderProcess, step: string, code: string): readonly Act[] {
  const { phase } = state
  const why = `${step} was refused: ${code}`
  if (phase === 'resuming' && !step.startsWith('resume-')) return [resumePreparing(state)]
  if (step === 'deny-order' || step === 'undo-order') {
    // What overtook it on the order's own stream is what it ends as.
    if (phase === 'cancelling-instead') return [finishCancellation(state)]
    if (phase === 'putting-back') return [lapseOrder(state)]
  }
  if (phase === 'denying' && forwardSteps(state).some((one) => one.step === step)) {
    return [{ do: 'compensate', reason: why }]
  }
  const left = state.leftOut.find(({ item }) => handOutStep(item, state.round) === step)
  if (phase === 'handing-over' && left) return leavingOut(state, left).slice(0, 1)
  return isVital(state, step) ? [{ do: 'stuck', as: why }] : []
}

/** Whether nothing leads on from here once this is refused: then a person has to look. */
function isVital(state: OrderProcess, step: string): boolean {
  const endings = ['deny-order', 'finish-cancellation', 'lapse-order', 'undo-order']
  const isNext = stepsOf(state).some((one) => one.step === step)
  return endings.includes(step) || isNext || step.startsWith('resume-preparing:')
}

function afterCompensation(state: OrderProcess): readonly Act[] {
  const last: Partial<Record<OrderPhase, (one: OrderProcess) => Act>> = {
    denying: denyOrder,
    cancelling: finishCancellation,
    'cancelling-instead': finishCancellation,
    'putting-back': lapseOrder,
    undoing: undoOrder,
  }
  const send = last[state.phase]
  return send ? [send(state)] : []
}

const waits: Partial<Record<OrderPhase, string>> = {
  open: 'a dispenser',
  preparing: 'the dispenser who prepares it',
  ready: 'whoever collects it',
}

/** Takes an order from placed to collected, or back to where nothing is held and nothing reserved. */
export const orderProcess = process<OrderProcess>({
  name: 'order',
  version: 4,
  title: 'Order',
  types: [
    'OrderPlaced',
    'OrderPriced',
    'OrderConfirmed',
    'PreparationStarted',
    'PreparationPutBack',
    'OrderPicked',
    'OrderHandOverStarted',
    'CollectionCodeMissed',
    'OrderCancellationStarted',
    'OrderPuttingBackStarted',
  ],
  begins: ['OrderPlaced'],
  route: ({ stream }) => idOf(stream),
  initialState: newOrder,
  evolve: foldOrder,
  react,
  plan: orderPlan,
  waitsFor: ({ phase }) => waits[phase],
  settlements: orderSettlements,
  owes: owedTo,
  phases: orderPhases,
  phase: orderPhaseOf,
  examples: orderExamples,
})
