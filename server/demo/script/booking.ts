/** On which open day before the last (0), and at what time of it. */
export type When = readonly [daysBack: number, time: string]

/** What was given back or made again after it was handed over: of one line, by its item's code. */
export type Aftermath =
  | { readonly is: 'returned'; readonly when: When; readonly code: string; readonly reason: string }
  | { readonly is: 'remade'; readonly when: When; readonly code: string; readonly what: string }

/** How an order of the script goes on. */
export type OrderEnd =
  | { readonly is: 'waits' }
  | { readonly is: 'preparing'; readonly since: When }
  | { readonly is: 'ready'; readonly since: When; readonly shelf: string }
  | {
      readonly is: 'handed-over'
      readonly ready: When
      readonly shelf: string
      readonly when: When
      readonly by: string
      /** Whom the patient named to collect it, where it is not collected by the patient. */
      readonly proxy: string | null
      readonly then: Aftermath | null
    }
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
/** The dispenser has begun to prepare it. */
export const beingPrepared = (...since: When): OrderEnd => ({ is: 'preparing', since })

/** Ready since then. Where nobody comes for two weeks, the clock puts it back. */
export const isReady = (since: When, shelf: string): OrderEnd => ({ is: 'ready', since, shelf })

/** Ready, then handed over by somebody. */
export function handedOver(
  ready: When,
  shelf: string,
  when: When,
  by: string,
  then: Aftermath | null = null,
): OrderEnd {
  return { is: 'handed-over', ready, shelf, when, by, proxy: null, then }
}

/** Ready, then handed over by somebody to whom the patient had named to collect. */
export function handedToProxy(
  ready: When,
  shelf: string,
  when: When,
  by: string,
  proxy: string,
): OrderEnd {
  const then = null
  return { is: 'handed-over', ready, shelf, when, by, proxy, then }
}

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
