import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { Case } from './deciders/case.ts'

/** Who works at the help desk: everybody who works here, each with what they know of it. */
export const helpers = {
  receptionist: 'clinic',
  dispenser: 'clinic',
  practitioner: 'clinic',
  manager: 'clinic',
  admin: 'clinic',
} as const

/** What stands against a case as such, whoever’s it is now: a case outlives the record it is about. */
export const caseDespite: readonly string[] = ['record-closed', 'record-merged']

/** Refusals that several intents on a case share. */
export const caseRefusals = {
  'no-case': 'There is no such case. Look for it at the help desk.',
  'case-closed': 'This case was closed {at:moment}. Open it again first, or report it anew.',
} as const

/** Why nothing can be done on a case that is not open. */
export function whyNotOpen(state: Case): Refusal | undefined {
  if (state.status === 'none') return refuse('no-case')
  return state.status === 'closed' ? refuse('case-closed', { at: state.closedAt }) : undefined
}
