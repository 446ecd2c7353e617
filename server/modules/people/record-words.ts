import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { Open, Person } from './deciders/person.ts'

/** Why nothing can be changed on a record, or nothing. */
export function whyNotOpen(state: Person): Refusal | undefined {
  switch (state.status) {
    case 'open':
      return undefined
    case 'merged':
      return refuse('merged', { into: state.into })
    case 'closed':
    case 'erased':
      return refuse(state.status)
    default:
      return refuse('no-record')
  }
}

/** What is known of a record that is open, or was until it was closed. */
export function keptOf(state: Person): Open | undefined {
  if (state.status === 'closed') return state.was
  return state.status === 'open' ? state : undefined
}

/** Why a record that may be closed already cannot be worked on, or nothing. */
export function whyNotKept(state: Person): Refusal | undefined {
  return state.status === 'closed' ? undefined : whyNotOpen(state)
}

/** What is said of a record that cannot be changed. */
export const recordRefusals: Readonly<Record<string, string>> = {
  'no-record': 'There is no such record. Look for the person again.',
  closed: 'This record is closed. Open it again first.',
  merged: 'This record was folded into that of {into:name}. Open that one, and do it there.',
  erased: 'This person was erased. Nothing can be done for them any more.',
}
