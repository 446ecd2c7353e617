import type { OrderRow } from '../projections/order-queries.ts'
import type { Status } from './shelf-words.ts'

/** Whether somebody must act before the order goes on. */
export function isStuck({ process, state }: OrderRow): boolean {
  return process === 'stuck' && state !== 'denied' && state !== 'cancelled'
}

/** An order's state as a shape and a word, for those who work on it. */
export function orderStatus(order: OrderRow): Status {
  if (isStuck(order)) return { shape: 'cross', text: 'Stuck', tone: 'bad', tint: true }
  switch (order.state) {
    case 'placed':
      return { shape: 'half', text: 'On its way', tone: 'act' }
    case 'confirmed':
      return { shape: 'ring', text: 'To prepare' }
    case 'cancelling':
      return { shape: 'half', text: 'Being cancelled' }
    case 'denied':
      return { shape: 'barred', text: 'Did not go through' }
    case 'cancelled':
      return { shape: 'barred', text: 'Cancelled' }
  }
}

/** The same for the person who ordered. */
export function orderStatusForPatient(order: OrderRow): Status {
  if (isStuck(order)) return { shape: 'clock', text: 'Takes longer than usual', tone: 'wait' }
  if (order.state === 'confirmed') return { shape: 'tick', text: 'Confirmed', tone: 'good' }
  return orderStatus(order)
}

/** What a heading says of an order after its name: "Maria’s order" … */
export function whatBecame(order: OrderRow, isForPatient: boolean): string {
  if (isStuck(order)) return isForPatient ? 'takes longer than usual' : 'is stuck'
  switch (order.state) {
    case 'placed':
      return 'is on its way'
    case 'confirmed':
      return 'is confirmed'
    case 'cancelling':
      return 'is being cancelled'
    case 'denied':
      return 'did not go through'
    case 'cancelled':
      return 'was cancelled'
  }
}
