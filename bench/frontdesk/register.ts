import type { Task } from '../load.ts'
import { submit } from './machine.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A number as a name: no two patients of a run look alike. */
function named(number: number): string {
  const first = letters[number % 26] ?? ''
  return number < 26 ? first : named(Math.floor(number / 26)) + first
}

/** Registers somebody and waits until their wallet is open and they are asked to confirm their address. */
export const task: Task = (connection, turn) => {
  const name = named(turn.number)
  const fields = {
    intent: 'register-patient',
    given: `Robin ${name}`,
    family: `Bench ${name}`,
    'dob-day': String(1 + (turn.number % 28)),
    'dob-month': String(1 + (turn.number % 12)),
    'dob-year': String(1930 + (turn.number % 70)),
    email: `robin.${name}@example.org`,
    terms: 'yes',
  }
  return submit(connection, turn, '/patients', fields)
}
