import type { LotPick } from '../events/fulfilment-events.ts'

type Dated = { readonly lot: string; readonly expires: string | null }

/** Whether a lot may be handed out on a day, YYYY-MM-DD: not recalled, and not past its last good day. */
export function isGood(
  { expires, recalled }: { readonly expires: string | null; readonly recalled: boolean },
  today: string,
): boolean {
  return !recalled && (expires === null || expires >= today)
}

/** The order in which lots go out: what expires first, what never does last, and of one day by their names. */
export function expiringFirst(one: Dated, other: Dated): number {
  // No day begins with a nine.
  const [day, next] = [one.expires ?? '9', other.expires ?? '9']
  if (day !== next) return day < next ? -1 : 1
  return one.lot === other.lot ? 0 : one.lot < other.lot ? -1 : 1
}

/** So many pieces from the first lots on: fewer where there are fewer. */
export function takenInTurn(
  quantity: number,
  lots: readonly { readonly lot: string; readonly left: number }[],
): readonly LotPick[] {
  const picks: LotPick[] = []
  let wanted = quantity
  for (const { lot, left } of lots) {
    const taken = Math.max(0, Math.min(wanted, left))
    if (taken > 0) picks.push({ lot, quantity: taken })
    wanted -= taken
  }
  return picks
}
