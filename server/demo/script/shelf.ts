import { addDays } from '#values/local-time.ts'
import { type CatalogueItem, catalogue } from './catalogue.ts'
import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'
import { orderBook } from './order-book.ts'

type Delivery = {
  readonly daysBack: number
  readonly quantity: number
  readonly lot?: string
  readonly goodForDays?: number
}

/** On which open days before the last the three suppliers come again. */
const rounds = [24, 18, 10]

/** How many pieces of an item were handed out in the six weeks, less what came back. */
export function goneOf(code: string): number {
  return orderBook.reduce((sum, { lines, end }) => {
    if (end.is !== 'handed-over') return sum
    const isBack = end.then?.is === 'returned' && end.then.code === code
    return sum + (lines[code] ?? 0) - (isBack ? 1 : 0)
  }, 0)
}

/** How an item came onto the shelf: six in ten when the clinic opened, the rest with a later round. */
export function deliveriesOf(item: CatalogueItem, index: number): readonly Delivery[] {
  if (item.lots) return item.lots
  if (!item.stocked) return []
  const first = Math.ceil(item.onShelf * 0.6) + goneOf(item.code)
  const later = rounds[index % rounds.length] ?? firstDay
  const all = [
    { daysBack: firstDay, quantity: first },
    { daysBack: later, quantity: item.onShelf + goneOf(item.code) - first },
  ]
  return all.filter(({ quantity }) => quantity > 0)
}

/** What an item costs on the open day before the last, at a time of that day. Minor units. */
export function priceOf({ price, before }: CatalogueItem, daysBack: number, time: string): number {
  if (!before) return price
  const isChanged =
    daysBack < before.daysBack || (daysBack === before.daysBack && time >= before.time)
  return isChanged ? price : before.price
}

function listing(item: CatalogueItem, { at }: Clockwork): Deed {
  const { code, name, unit, price, before, taxRate, stocked } = item
  const { reorderAt: reorderLevel, returnable, maxPerOrder, lots } = item
  const shown = { code, name, unit, price: before?.price ?? price, taxRate }
  const kept = { stocked, reorderLevel, lots: lots !== undefined, returnable, maxPerOrder }
  return {
    at: at(firstDay, '08:40'),
    by: 'kofi',
    intent: 'add-catalogue-item',
    makes: code,
    ends: 'succeeded',
    data: () => ({ ...shown, ...kept }),
  }
}

function receiving(code: string, delivery: Delivery, clockwork: Clockwork): Deed {
  const { daysBack, quantity, lot = '', goodForDays } = delivery
  const expires = goodForDays === undefined ? null : addDays(clockwork.today, goodForDays)
  const supplierReference = `DN-${String(7000 - daysBack * 13)}`
  return {
    at: clockwork.at(daysBack, daysBack === firstDay ? '08:50' : '09:10'),
    by: 'kofi',
    intent: 'receive-stock',
    on: code,
    ends: 'succeeded',
    data: () => ({ quantity, lot, expires, supplierReference }),
  }
}

function changes({ code, price, before, withdrawn }: CatalogueItem, { at }: Clockwork): Deed[] {
  const byManager = { by: 'nora', on: code, ends: 'succeeded' } as const
  const deeds: Deed[] = []
  if (before) {
    const when = at(before.daysBack, before.time)
    const data = () => ({ price, from: null })
    deeds.push({ at: when, intent: 'change-price', data, ...byManager })
  }
  if (withdrawn) {
    const when = at(withdrawn.daysBack, withdrawn.time)
    const data = () => ({ reason: withdrawn.reason })
    deeds.push({ at: when, intent: 'withdraw-item', data, ...byManager })
  }
  return deeds
}

/** Fills the catalogue and the shelf, and changes what was changed since. */
export function stocking(clockwork: Clockwork): readonly Deed[] {
  const listings = catalogue.map((item) => listing(item, clockwork))
  const deliveries = catalogue.flatMap((item, index) =>
    deliveriesOf(item, index).map((delivery) => receiving(item.code, delivery, clockwork)),
  )
  return [...listings, ...deliveries, ...catalogue.flatMap((item) => changes(item, clockwork))]
}
