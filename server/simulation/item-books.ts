import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents } from '#modules/dispensary/published.ts'
import { demand } from './breach.ts'
import { addTo } from './order-book.ts'

type Item = {
  readonly prices: { readonly price: number; readonly from: number }[]
  readonly maxPerOrder: number
  readonly isSold: boolean
  /** Pieces by lot, as the books have them; the empty lot where there are none. */
  readonly lots: Map<string, number>
}

/** The catalogue as a bookkeeper with pencil and paper follows it. */
export type ItemBooks = Map<string, Item>

/** An item that was added. Throws a `Breach` for one that never was. */
export function itemIn(items: ItemBooks, id: string): Item {
  const found = items.get(id)
  demand(found !== undefined, `the item ${id} was never added`)
  return found
}

/** The price in force at a time in ms: of those that began last, the one that was set last. */
export function priceIn(items: ItemBooks, id: string, at: number): number {
  const begun = itemIn(items, id).prices.filter(({ from }) => from <= at)
  const latest = Math.max(...begun.map(({ from }) => from))
  return begun.findLast(({ from }) => from === latest)?.price ?? 0
}

function takeShelf(lots: Map<string, number>, { type, data }: ItemEvents): void {
  if (type === 'StockReceived' || type === 'StockReturned') addTo(lots, data.lot, data.quantity)
  if (type === 'StockWrittenOff') addTo(lots, data.lot, -data.quantity)
  if (type === 'StockCounted') addTo(lots, data.lot, data.counted - data.expected)
  if (type !== 'StockHandedOut') return
  for (const { lot, quantity } of data.lots) addTo(lots, lot, -quantity)
}

/** Follows the catalogue and its shelf one event further. */
export function takeItem(items: ItemBooks, event: Envelope<ItemEvents>): void {
  const id = idOf(event.stream)
  if (event.type === 'ItemAdded') {
    const { price, maxPerOrder } = event.data
    items.set(id, {
      prices: [{ price, from: event.at }],
      maxPerOrder,
      isSold: true,
      lots: new Map(),
    })
  }
  takeShelf(itemIn(items, id).lots, event)
  if (event.type === 'PriceChanged') itemIn(items, id).prices.push(event.data)
  if (event.type === 'ItemWithdrawn') items.set(id, { ...itemIn(items, id), isSold: false })
  if (event.type === 'ItemRestored') items.set(id, { ...itemIn(items, id), isSold: true })
}
