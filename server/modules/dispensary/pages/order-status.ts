import { isOverState, type OrderRow, type OrderState } from '../projections/order-queries.ts'
import type { Status } from './shelf-words.ts'

/** Whether somebody must act before the order goes on. */
export function isStuck({ process, state }: OrderRow): boolean {
  return process === 'stuck' && !isOverState(state)
}

const statuses: Readonly<Record<OrderState, Status>> = {
  placed: { shape: 'half', text: 'On its way', tone: 'act' },
  confirmed: { shape: 'ring', text: 'To prepare' },
  preparing: { shape: 'half', text: 'Being prepared', tone: 'act' },
  picking: { shape: 'half', text: 'Being picked', tone: 'act' },
  ready: { shape: 'tick', text: 'Ready', tone: 'good' },
  'handing-over': { shape: 'half', text: 'Being handed over', tone: 'act' },
  cancelling: { shape: 'half', text: 'Being cancelled' },
  'putting-back': { shape: 'half', text: 'Going back to the shelf' },
  'handed-over': { shape: 'tick', text: 'Handed over', tone: 'good' },
  collected: { shape: 'tick', text: 'Collected', tone: 'good' },
  denied: { shape: 'barred', text: 'Did not go through' },
  cancelled: { shape: 'barred', text: 'Cancelled' },
  lapsed: { shape: 'barred', text: 'Not collected' },
  undone: { shape: 'barred', text: 'Undone' },
  settled: { shape: 'tick', text: 'Settled by hand' },
}

/** An order's state as a shape and a word, for those who work on it. */
export function orderStatus(order: OrderRow): Status {
  if (isStuck(order)) return { shape: 'cross', text: 'Stuck', tone: 'bad', tint: true }
  return statuses[order.state]
}

/** The same for the person who ordered. */
export function orderStatusForPatient(order: OrderRow): Status {
  if (isStuck(order)) return { shape: 'clock', text: 'Takes longer than usual', tone: 'wait' }
  if (order.state === 'confirmed') return { shape: 'tick', text: 'Confirmed', tone: 'good' }
  return orderStatus(order)
}

const became: Readonly<Record<OrderState, string>> = {
  placed: 'is on its way',
  confirmed: 'is confirmed',
  preparing: 'is being prepared',
  picking: 'is being picked',
  ready: 'is ready',
  'handing-over': 'is being handed over',
  cancelling: 'is being cancelled',
  'putting-back': 'goes back to the shelf',
  'handed-over': 'was handed over',
  collected: 'was collected',
  denied: 'did not go through',
  cancelled: 'was cancelled',
  lapsed: 'was not collected',
  undone: 'was undone',
  settled: 'was settled by hand',
}

/** What a heading says of an order after its name: "Maria’s order" … */
export function whatBecame(order: OrderRow, isForPatient: boolean): string {
  if (isStuck(order)) return isForPatient ? 'takes longer than usual' : 'is stuck'
  return became[order.state]
}

/** The states by which a list of orders can be narrowed, and what each is called there. */
export const listedStates = [
  { state: 'placed', title: 'On their way' },
  { state: 'confirmed', title: 'To prepare' },
  { state: 'preparing', title: 'Being prepared' },
  { state: 'ready', title: 'Ready' },
  { state: 'handed-over', title: 'Handed over' },
  { state: 'collected', title: 'Collected' },
  { state: 'lapsed', title: 'Not collected' },
  { state: 'cancelling', title: 'Being cancelled' },
  { state: 'denied', title: 'Did not go through' },
  { state: 'cancelled', title: 'Cancelled' },
] as const
