/** How an order of the script goes on. */
export type OrderEnd =
  | { readonly is: 'waits' }
  | { readonly is: 'stuck' }
  | { readonly is: 'denied'; readonly code: string }
  | { readonly is: 'mended'; readonly time: string; readonly by: string; readonly amount: number }
  | {
      readonly is: 'cancelled'
      readonly daysBack: number
      readonly time: string
      readonly by: string
      readonly reason: string
    }

/** One order of the script: placed on an open day before the last (0), by whom and for whom. */
export type BookedOrder = {
  readonly daysBack: number
  readonly time: string
  readonly patient: string
  /** Who placed it: `self`, or somebody at the desk. */
  readonly by: string
  /** Quantities by the items' codes. */
  readonly lines: Readonly<Record<string, number>>
  readonly end: OrderEnd
  /** The total that was agreed, in minor units, where it is not what the items cost then. */
  readonly agreed?: number
}

type When = readonly [daysBack: number, time: string]

/** States an order of the script. */
export function order(
  [daysBack, time]: When,
  patient: string,
  by: string,
  lines: BookedOrder['lines'],
  end: OrderEnd,
  agreed?: number,
): BookedOrder {
  const asked = { daysBack, time, patient, by, lines, end }
  return agreed === undefined ? asked : { ...asked, agreed }
}

/** Confirmed: it waits for the dispenser. */
export const waits: OrderEnd = { is: 'waits' }
/** Not reserved, however often it was tried. */
export const stuck: OrderEnd = { is: 'stuck' }
/** Denied: the money in the wallet did not reach. */
export const short: OrderEnd = { is: 'denied', code: 'short-money' }
/** Denied: there were not so many on the shelf. */
export const tooFew: OrderEnd = { is: 'denied', code: 'short-stock' }

/** Denied with a code of the domain. */
export function denied(code: string): OrderEnd {
  return { is: 'denied', code }
}

/** Confirmed, and cancelled later. */
export function cancelled([daysBack, time]: When, by: string, reason: string): OrderEnd {
  return { is: 'cancelled', daysBack, time, by, reason }
}
