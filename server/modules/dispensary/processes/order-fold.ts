import { idOf } from '#kernel/event.ts'
import type { Signal } from '#kernel/process.ts'
import { pickedQuantities, totalOf } from '../deciders/order.ts'
import type { LeftOut, PickedLine } from '../events/fulfilment-events.ts'
import type { AskedLine, PricedLine } from '../events.ts'
import type { OrderPhase, OrderProcess, Picked, Waiting } from './order-state.ts'
import { forwardSteps, handingOut, handOutStep, pickingSteps } from './order-steps.ts'

/** In these nothing stands in the way of what people do next. */
const peoplesPhases: readonly OrderPhase[] = ['forward', 'open', 'preparing', 'resuming']

/** What a process knows after one more signal. Pure. */
export function foldOrder(state: OrderProcess, signal: Signal): OrderProcess {
  const { data } = signal
  switch (signal.type) {
    case 'StepRejected':
      return rejected(state, String(data['step']), String(data['code']), data['facts'] as object)
    case 'StepSucceeded':
      return succeeded(state, String(data['step']))
    case 'CompensationStarted':
      return undone(state, String(data['reason'] ?? ''))
    default:
      return noted(state, signal)
  }
}

function noted(state: OrderProcess, { type, data, stream, command }: Signal): OrderProcess {
  switch (type) {
    case 'OrderPlaced': {
      const { patient, lines, acceptedTotal } = data as {
        patient: string
        lines: readonly AskedLine[]
        acceptedTotal: number
      }
      const begun = {
        order: idOf(stream),
        patient,
        asked: lines,
        total: acceptedTotal,
        held: acceptedTotal,
      }
      return { ...state, ...begun, phase: 'forward' }
    }
    case 'OrderPriced': {
      const { lines, total } = data as { lines: readonly PricedLine[]; total: number }
      const wanted = lines.map(({ item, quantity }) => ({ item, quantity }))
      return { ...state, priced: lines, wanted, total, held: total }
    }
    case 'OrderConfirmed':
      return { ...state, promised: (data['promised'] ?? null) as number | null }
    case 'PreparationStarted':
      return moved(state, peoplesPhases, 'preparing')
    case 'PreparationPutBack':
      return moved(settledReady(state), [...peoplesPhases, 'ready'], 'open')
    case 'OrderPicked':
      return picked(state, data as { lines: readonly PickedLine[]; shelf: string }, command)
    case 'OrderHandOverStarted':
      return handingOver(state, data['by'] === 'code', command)
    case 'OrderCancellationStarted':
      return endingEarly(state, 'cancelling', command)
    case 'OrderPuttingBackStarted':
      return endingEarly(settledReady(state), 'putting-back', command)
    default:
      return state
  }
}

function moved(state: OrderProcess, from: readonly OrderPhase[], to: OrderPhase): OrderProcess {
  return from.includes(state.phase) ? { ...state, phase: to } : state
}

/** What people do next with a ready order tells that it is ready, even where the step’s answer is still out. */
function settledReady(state: OrderProcess): OrderProcess {
  const { phase, picked: last } = state
  if (phase !== 'picking' || !last) return state
  return { ...state, phase: 'ready', wanted: last.ready, total: last.total }
}

function waitsFor(state: OrderProcess, one: Waiting): OrderProcess {
  return { ...state, waiting: [...state.waiting, one] }
}

function picked(
  state: OrderProcess,
  { lines, shelf }: { readonly lines: readonly PickedLine[]; readonly shelf: string },
  command: string,
): OrderProcess {
  const round = state.round + 1
  const waiting = waitsFor({ ...state, round }, { command, task: 'mark', round })
  const next: Picked = { lines, shelf, ...sumsOf(state, lines) }
  const isFree = peoplesPhases.includes(state.phase)
  return isFree ? { ...waiting, phase: 'picking', picked: next, refused: null } : waiting
}

function sumsOf({ priced, total: before }: OrderProcess, lines: readonly PickedLine[]) {
  const ready = pickedQuantities(lines)
  const total = totalOf(priced ?? [], ready)
  return { ready, total, shortfall: before - total }
}

function handingOver(before: OrderProcess, byCode: boolean, command: string): OrderProcess {
  const state = settledReady(before)
  const waiting = waitsFor(state, { command, task: 'hand', round: state.round })
  return state.phase === 'ready'
    ? { ...waiting, phase: 'handing-over', byCode, handing: true }
    : waiting
}

function endingEarly(
  state: OrderProcess,
  phase: 'cancelling' | 'putting-back',
  endedBy: string,
): OrderProcess {
  const isUndoing = state.phase === 'denying' || state.phase === 'undoing'
  const ending = { ...state, endedBy, lapses: phase === 'putting-back' }
  if (!isUndoing) return { ...ending, phase }
  return { ...ending, phase: phase === 'cancelling' ? 'cancelling-instead' : phase }
}

/** Begun neither by a refusal nor by an ending: somebody at the help desk asked for it. */
function undone(state: OrderProcess, reason: string): OrderProcess {
  const why = { code: 'undone', facts: { reason } }
  if (state.phase === 'forward') return { ...state, phase: 'denying', why: { ...why, facts: {} } }
  const byItself = ['new', 'denying', 'cancelling', 'cancelling-instead', 'putting-back', 'undoing']
  return byItself.includes(state.phase) ? state : { ...state, phase: 'undoing', why }
}

const endings = ['deny-order', 'finish-cancellation', 'lapse-order', 'undo-order']

function succeeded(state: OrderProcess, step: string): OrderProcess {
  const { phase, round } = state
  if (endings.includes(step) || step === `finish-hand-over:${round}`) {
    return { ...state, phase: 'ended' }
  }
  if (step === 'confirm-order') {
    const ending = ['denying', 'cancelling', 'cancelling-instead', 'putting-back', 'undoing']
    const isGoingOn = !ending.includes(phase)
    return isGoingOn ? { ...moved(state, ['forward'], 'open'), answered: true } : state
  }
  if (step === `set-ready:${round}`) return settledReady(state)
  if (step === `resume-preparing:${round}`) return moved(state, ['resuming'], 'preparing')
  return state
}

function rejected(state: OrderProcess, step: string, code: string, facts: object): OrderProcess {
  const { phase } = state
  const isOf = (steps: readonly { readonly step: string }[]) =>
    steps.some((one) => one.step === step)
  if (phase === 'forward' && isOf(forwardSteps(state))) {
    return { ...state, phase: 'denying', why: { code: denialCode(code), facts } }
  }
  const isPick = phase === 'picking' && step.startsWith('pick-stock:')
  const first = handingOut(state).slice(0, 1)
  const isFirstOut = phase === 'handing-over' && isOf(first)
  const known = state.picked ? pickingSteps(state, state.picked) : []
  return (isPick && isOf(known)) || isFirstOut
    ? { ...state, phase: 'resuming', handing: false, refused: { code, facts } }
    : withoutLine(state, step, code, facts)
}

const mustStay = (code: string): code is LeftOut['code'] =>
  code === 'recalled-lot' || code === 'expired-lot'

/** Others have left the shelf already: what must not follow them is left out, and not paid. */
function withoutLine(state: OrderProcess, step: string, code: string, facts: object): OrderProcess {
  const { phase, round, priced, wanted, total, leftOut } = state
  const line = wanted.find(({ item }) => handOutStep(item, round) === step)
  if (phase !== 'handing-over' || !line || !mustStay(code)) return state
  const { lot = '' } = facts as { readonly lot?: string }
  const amount = totalOf(priced ?? [], [line])
  return {
    ...state,
    wanted: wanted.filter((one) => one !== line),
    total: total - amount,
    leftOut: [...leftOut, { ...line, code, lot, amount }],
  }
}

/** The wallet says `short`; the person who ordered hears that it is the money. */
function denialCode(code: string): string {
  return code === 'short' ? 'short-money' : code
}
