import type { Task } from '../load.ts'
import { cast, submit } from './machine.ts'

/** Orders one thing for one of the patients and waits until the order is confirmed. */
export const task: Task = (connection, turn) => {
  const patient = cast.patients[turn.number % cast.patients.length] ?? ''
  const item = cast.items[turn.number % cast.items.length] ?? ''
  const fields = {
    intent: 'place-order',
    patient,
    'item-1': item,
    'quantity-1': '1',
    total: '1.00',
  }
  return submit(connection, turn, '/orders', fields)
}
