/** How often a code may be mistyped before it is dead: with a million codes that is no way to guess one. */
export const codeTries = 5

/**
 * The six digits by which an order is collected, from an id. They are drawn for the order alone, and are
 * kept sealed; what guards them is how seldom they may be tried.
 */
export function collectionCode(id: string): string {
  const number = Number.parseInt(id.slice(-12), 16) % 1_000_000
  return String(number).padStart(6, '0')
}

/** How often a kiosk may be told something wrong within so many ms: a code dies by itself, but orders are many. */
export const kioskTries = 5
export const kioskWindowMs = 5 * 60_000

/** Until when (ms) a kiosk waits after these misses (ms, the last first), or nothing where it goes on. */
export function kioskWaitsUntil(misses: readonly number[]): number | undefined {
  const first = misses[kioskTries - 1]
  return first === undefined ? undefined : first + kioskWindowMs
}
