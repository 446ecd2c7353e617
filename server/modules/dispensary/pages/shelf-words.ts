import type { ItemRow } from '../projections/item-queries.ts'

/** A shape and a word as `ui/status.njk` takes them. */
export type Status = {
  readonly shape: string
  readonly text: string
  readonly strong?: string
  readonly tone?: string
  readonly tint?: boolean
}

/** How an item's shelf stands, for those who keep it: tinted only where something must be done. */
export function shelfStatus({ status, stocked, free, reorderLevel }: ItemRow): Status {
  if (status === 'withdrawn') return { shape: 'barred', text: 'Withdrawn' }
  if (!stocked) return { shape: 'ring', text: 'Made to order' }
  if (free <= 0) return { shape: 'cross', text: 'None left', tone: 'bad', tint: true }
  if (free < reorderLevel) return { shape: 'half', text: 'Low', tone: 'wait', tint: true }
  return { shape: 'tick', text: 'Enough' }
}

/** The same for somebody who wants to order it. */
export function availability({ stocked, free }: Pick<ItemRow, 'stocked' | 'free'>): Status {
  if (!stocked) return { shape: 'ring', text: 'Made to order' }
  if (free <= 0) return { shape: 'barred', text: 'None at present', tone: 'wait' }
  if (free <= 3) return { shape: 'half', text: `${free} left`, tone: 'wait' }
  return { shape: 'tick', text: 'On the shelf', tone: 'good' }
}
