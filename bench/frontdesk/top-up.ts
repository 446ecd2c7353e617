import type { Task } from '../load.ts'
import { cast, submit } from './machine.ts'

/** Puts a pound into one of the wallets and reads how that ended. */
export const task: Task = (connection, turn) => {
  const patient = cast.patients[turn.number % cast.patients.length]
  const fields = { intent: 'top-up-wallet', amount: '1.00', method: 'cash' }
  return submit(connection, turn, `/wallets/${patient}`, fields)
}
