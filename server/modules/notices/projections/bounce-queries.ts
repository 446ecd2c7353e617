import { mapQuery, type Query, row } from '#kernel/query.ts'

/** The message that came back from somebody's address, and when (ms). */
export type Bounce = { readonly message: string; readonly at: number }

/** The message that came back, if mail came back from this person's address and nothing was done since. */
export function latestBounce(person: string): Query<Bounce | undefined> {
  return row<Bounce>('SELECT message, at FROM {bounces} WHERE person = ?', person)
}

/** Whether mail came back from this person's address. */
export function hasBounced(person: string): Query<boolean> {
  return mapQuery(latestBounce(person), (found) => found !== undefined)
}
