import type { Task } from '../load.ts'
import { cast, submit } from './machine.ts'

/** Orders one piece of the same item as everybody else, and waits until the order is confirmed. */
export const task: Task = (connection, turn) => {
  const patient = cast.patients[turn.number % cast.patients.length] ?? ''
  const fields = {
    intent: 'place-order',
    patient,
    'item-1': cast.items[0] ?? '',
    'quantity-1': '1',
    total: '1.00',
  }
  return submit(connection, turn, '/orders', fields)
}
