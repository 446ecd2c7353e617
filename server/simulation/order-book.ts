/** Where an order stands, in a bookkeeper's words. */
export type OrderStatus =
  | 'placed'
  | 'confirmed'
  | 'preparing'
  | 'picking'
  | 'ready'
  | 'handing-over'
  | 'handed-over'
  | 'collected'
  | 'cancelling'
  | 'cancelled'
  | 'denied'
  | 'putting-back'
  | 'lapsed'
  | 'undone'
  | 'settled'

export type BookedLine = {
  readonly item: string
  readonly quantity: number
  readonly stocked: boolean
  readonly price: number
}

/** An order as a bookkeeper with pencil and paper follows it. Minor units. */
export type Booked = {
  readonly id: string
  readonly patient: string
  readonly accepted: number
  /** It makes again what was not right, at no charge. */
  readonly isFree: boolean
  status: OrderStatus
  /** Why it was denied. */
  code: string | null
  /** Who prepares it. */
  by: string | null
  lines: readonly BookedLine[]
  /** What of it lies ready; nothing before it does. */
  ready: readonly { readonly item: string; readonly quantity: number }[]
  held: number
  /** A manager let its hold go while it was stuck: it may be short of money from then on. */
  isLoose: boolean
  /** Less what was given back. */
  taken: number
  readonly reserved: Map<string, number>
  /** What left the shelf for it and did not come back. */
  readonly out: Map<string, number>
}

/** An order of which only the placing is known. */
export function newBooked(id: string, patient: string, accepted: number, isFree: boolean): Booked {
  return {
    ...{ id, patient, accepted, isFree },
    status: 'placed',
    code: null,
    by: null,
    lines: [],
    ready: [],
    held: 0,
    isLoose: false,
    taken: 0,
    reserved: new Map(),
    out: new Map(),
  }
}

/** Adds to a count; nothing of what is there is kept at nothing. */
export function addTo(counts: Map<string, number>, key: string, more: number): number {
  const now = (counts.get(key) ?? 0) + more
  if (now === 0) counts.delete(key)
  else counts.set(key, now)
  return now
}
