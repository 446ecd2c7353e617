// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
import { streamOf } from '#kernel/event.ts'

export type { ItemEvents, OrderEvents } from './events.ts'
export { scannedBy } from './pages/bench.ts'
export { lotHref } from './pages/lot-links.ts'
export {
  type ItemForSale,
  itemByCode,
  itemsForSale,
} from './projections/item-queries.ts'
export {
  type GroupedOrder,
  type OrderGroup,
  ordersOfTheDay,
  readyOrders,
} from './projections/order-groups.ts'
export {
  isOverState,
  lastCareOf,
  type OrderRow,
  oldestStuckOrder,
  openOrders,
  openOrdersOf,
  orderById,
  orderByNumber,
  ordersCountOf,
  ordersNamed,
  ordersOf,
} from './projections/order-queries.ts'
export { linesToPick, lotsToPick } from './projections/pick-queries.ts'
export { lotsNamed } from './projections/shelf-queries.ts'
export { firstExpiredFirstOut, type PickRow } from './rules/picking.ts'
export { type OrderInLetter, orderInLetter } from './words/order-messages.ts'

/** The stream of an item by its id. */
export function itemStream(id: string): string {
  return streamOf('item', id)
}

/** The stream of an order by its id. */
export function orderStream(id: string): string {
  return streamOf('order', id)
}
