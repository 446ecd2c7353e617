import { mapQuery, type Query, rows } from '#kernel/query.ts'
import type { Method } from './events.ts'

/** Where and when a reference was entered; `day` is the clinic's. */
export type UsedReference = { readonly day: string; readonly at: number; readonly person: string }

/** A reference without the case and spaces in which people copy it. */
export function referenceKey(reference: string): string {
  return reference.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()
}

/** The uses of a payment's reference under one method, latest first. */
export function usesOfReference(
  method: Method,
  reference: string,
): Query<readonly UsedReference[]> {
  const uses = rows<UsedReference>(
    `SELECT day, used_at AS at, person FROM {top_up_references}
     WHERE method = ? AND reference = ? AND reference <> ''`,
    method,
    referenceKey(reference),
  )
  // They are a few or none. The database would prepare for sorting many, which takes longer than to find them.
  return mapQuery(uses, (found) => found.toSorted((one, other) => other.at - one.at))
}
