/** The page of one lot of an item. A lot is named by its maker, so it may hold anything. */
export function lotHref(item: string, lot: string): string {
  return `/items/${item}/lot?lot=${encodeURIComponent(lot)}`
}
