import { streamOf } from '#kernel/event.ts'
import type { Act } from '#kernel/process.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { LeftOut, PickedLine, ReadyLine } from '../events/fulfilment-events.ts'
import type { PricedLine } from '../events.ts'
import type { OrderProcess, Picked } from './order-state.ts'

/** A step as the process sends it. */
export type Sent = Extract<Act, { do: 'send' }>

function onOrder({ order }: OrderProcess, intent: string, step: string, data: object): Sent {
  return { do: 'send', step, intent, target: streamOf('order', order), data }
}

function onWallet({ patient }: OrderProcess, intent: string, step: string, data: object): Sent {
  return { do: 'send', step, intent, target: walletStream(patient), data }
}

function onItem(item: string, intent: string, step: string, data: object): Sent {
  return { do: 'send', step, intent, target: streamOf('item', item), data }
}

/** What is sent to have an order confirmed, in order; the reservations are known once it is priced. */
export function forwardSteps(state: OrderProcess): readonly Sent[] {
  const { order, total, priced, asked } = state
  const items = asked.map(({ item }) => item)
  const hold = { hold: order, amount: total, for: { kind: 'order', id: order } }
  const stocked = (priced ?? []).filter((line) => line.stocked)
  return [
    onOrder(state, 'price-order', 'price-order', { items }),
    // Nothing is held for what costs nothing: a sum of 0 makes no posting.
    ...(total > 0 ? [onWallet(state, 'hold-money', 'hold-money', hold)] : []),
    ...stocked.map((line) => reserveStock(order, line)),
    onOrder(state, 'confirm-order', 'confirm-order', {}),
  ]
}

function reserveStock(order: string, { item, quantity }: PricedLine): Sent {
  return onItem(item, 'reserve-stock', `reserve-stock:${item}`, { order, quantity })
}

function isStocked({ priced }: OrderProcess, item: string): boolean {
  return (priced ?? []).some((line) => line.item === item && line.stocked)
}

/** What is sent once a dispenser has picked everything, in order: what is short is given back. */
export function pickingSteps(state: OrderProcess, picked: Picked): readonly Sent[] {
  const { round } = state
  const { lines, ready, total, shelf, shortfall } = picked
  const stocked = lines.filter(({ item }) => isStocked(state, item))
  return [
    ...stocked.map((line) => pickStock(state, line)),
    ...(shortfall > 0 ? [releasePart(state, shortfall)] : []),
    onOrder(state, 'set-ready', `set-ready:${round}`, { lines: ready, total, shelf }),
  ]
}

function pickStock({ order, round }: OrderProcess, { item, lots, short }: PickedLine): Sent {
  const data = { order, lots, short: short?.quantity ?? 0 }
  return onItem(item, 'pick-stock', `pick-stock:${item}:${round}`, data)
}

function releasePart(state: OrderProcess, amount: number): Sent {
  const data = { hold: state.order, reason: 'A line of the order was short', amount }
  return onWallet(state, 'release-held-money', `release-part:${state.round}`, data)
}

/** What is sent to hand a ready order over, in order. */
export function handingSteps(state: OrderProcess): readonly Sent[] {
  const { leftOut, round } = state
  const without = leftOut.length > 0 ? { leftOut } : {}
  return [
    ...handingOut(state),
    ...taking(state),
    onOrder(state, 'finish-hand-over', `finish-hand-over:${round}`, without),
  ]
}

/** What takes the ready pieces from the shelf, a line each; of a line that is left out, what gives it back. */
export function handingOut(state: OrderProcess): readonly Sent[] {
  return linesOut(state)
    .filter(({ item }) => isStocked(state, item))
    .flatMap((line) => {
      const left = state.leftOut.find(({ item }) => item === line.item)
      return left ? leavingOut(state, left) : [handOutStock(state, line)]
    })
}

/** The lines that were ready, those left out since still in their places. */
export function linesOut({ picked, wanted }: OrderProcess): readonly ReadyLine[] {
  return picked?.ready ?? wanted
}

/** By which step a line leaves the shelf. */
export function handOutStep(item: string, round: number): string {
  return `hand-out-stock:${item}:${round}`
}

function handOutStock({ order, round }: OrderProcess, { item, quantity }: ReadyLine): Sent {
  return onItem(item, 'hand-out-stock', handOutStep(item, round), { order, quantity })
}

/** What gives a line back that is left out: its pieces to the shelf, and the money that was held for it. */
export function leavingOut(
  state: OrderProcess,
  { item, quantity, amount }: LeftOut,
): readonly [Sent, ...Sent[]] {
  const { order, round } = state
  const release = onItem(item, 'release-stock', `leave-out:${item}:${round}`, { order, quantity })
  if (amount === 0) return [release]
  const data = { hold: order, reason: 'A line of the order was left out', amount }
  return [release, onWallet(state, 'release-held-money', `give-back:${item}:${round}`, data)]
}

/** What takes the money that is held; nothing where it costs nothing. */
export function taking(state: OrderProcess): readonly Sent[] {
  const { order: hold, total: amount } = state
  return amount > 0 ? [onWallet(state, 'take-held-money', 'take-held-money', { hold, amount })] : []
}

/** What puts an order back on the bench after the shelf refused. */
export function resumePreparing(state: OrderProcess): Sent {
  return onOrder(state, 'resume-preparing', `resume-preparing:${state.round}`, state.refused ?? {})
}

export const denyOrder = (state: OrderProcess) =>
  onOrder(state, 'deny-order', 'deny-order', state.why ?? {})

export const finishCancellation = (state: OrderProcess) =>
  onOrder(state, 'finish-cancellation', 'finish-cancellation', {})

export const lapseOrder = (state: OrderProcess) => onOrder(state, 'lapse-order', 'lapse-order', {})

export const undoOrder = (state: OrderProcess) =>
  onOrder(state, 'undo-order', 'undo-order', { reason: undoneReason(state) })

function undoneReason({ why }: OrderProcess): string {
  const { reason } = (why?.facts ?? {}) as { readonly reason?: unknown }
  return typeof reason === 'string' && reason !== '' ? reason : 'Undone at the help desk'
}

/** What tells whoever collects that it still lies there. */
export function remindToCollect(state: OrderProcess, day: number, until: number): Sent {
  const step = `remind-to-collect:${state.round}:${day}`
  return onOrder(state, 'remind-to-collect', step, { day, until })
}

/** What tells the bench that an order has waited for a working day. */
export function warnOfWaiting(state: OrderProcess, stage: 'confirmed' | 'preparing'): Sent {
  const step = `warn-of-waiting:${stage}:${state.round}`
  return onOrder(state, 'warn-of-waiting', step, { stage })
}

/** What puts an order back that nobody collected. */
export function putBackUncollected(state: OrderProcess): Sent {
  return onOrder(state, 'put-back-uncollected', `put-back-uncollected:${state.round}`, {})
}
