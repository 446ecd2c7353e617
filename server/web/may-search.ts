import { authorise } from '#kernel/authorise.ts'
import { searchedBy } from '#modules/people/published.ts'
import type { Visit } from '#web/visit.ts'

/** Whether this viewer may look for people at all. */
export function maySearch({ viewer }: Visit): boolean {
  return authorise(searchedBy, viewer.actor, null) === 'granted'
}
