import type { Actor } from '#kernel/event.ts'

/** Somebody who works here, for themselves. */
export function staff(id: string, role: string): Actor {
  return { id, role, onBehalfOf: null }
}
