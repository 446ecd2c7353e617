import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { Person } from './deciders/person.ts'

/** Why nothing can be changed on a record, or nothing. */
export function whyNotOpen(state: Person): Refusal | undefined {
  return state.status === 'none' ? refuse('no-record') : undefined
}

/** What is said of a record that cannot be changed. */
export const recordRefusals: Readonly<Record<string, string>> = {
  'no-record': 'There is no such record. Look for the person again.',
}
