import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { itemEvents, orderEvents } from './events.ts'
import { addCatalogueItem } from './intents/add-catalogue-item.ts'
import { cancelOrder } from './intents/cancel-order.ts'
import { changePrice } from './intents/change-price.ts'
import { confirmOrder } from './intents/confirm-order.ts'
import { denyOrder } from './intents/deny-order.ts'
import { finishCancellation } from './intents/finish-cancellation.ts'
import { handOutStock } from './intents/hand-out-stock.ts'
import { pickStock } from './intents/pick-stock.ts'
import { placeOrder } from './intents/place-order.ts'
import { priceOrder } from './intents/price-order.ts'
import { receiveStock } from './intents/receive-stock.ts'
import { releaseStock } from './intents/release-stock.ts'
import { reserveStock } from './intents/reserve-stock.ts'
import { restoreItem } from './intents/restore-item.ts'
import { takeBackStock } from './intents/take-back-stock.ts'
import { topUpAndReorder } from './intents/top-up-and-reorder.ts'
import { withdrawItem } from './intents/withdraw-item.ts'
import { cataloguePage } from './pages/catalogue.ts'
import { itemPage } from './pages/item-page.ts'
import { shelfNeeds } from './pages/needs.ts'
import { orderPage } from './pages/order-page.ts'
import { ordersListPage } from './pages/orders.ts'
import { queuePage } from './pages/queue.ts'
import { orderProcess } from './processes/order.ts'
import { orderMail } from './processes/order-mail.ts'
import { reorderProcess } from './processes/top-up-and-reorder.ts'
import { itemsProjection } from './projections/items.ts'
import { ordersProjection } from './projections/orders.ts'
import { shelfProjection } from './projections/shelf.ts'

/** The catalogue, its shelf, and the orders from it. */
export const dispensaryModule: Module = {
  name: 'dispensary',
  events: { ...itemEvents, ...orderEvents },
  intents: [
    anyIntent(placeOrder),
    anyIntent(cancelOrder),
    anyIntent(topUpAndReorder),
    anyIntent(receiveStock),
    anyIntent(changePrice),
    anyIntent(withdrawItem),
    anyIntent(restoreItem),
    anyIntent(addCatalogueItem),
    anyIntent(reserveStock),
    anyIntent(releaseStock),
    anyIntent(pickStock),
    anyIntent(handOutStock),
    anyIntent(takeBackStock),
    anyIntent(priceOrder),
    anyIntent(confirmOrder),
    anyIntent(denyOrder),
    anyIntent(finishCancellation),
  ],
  processes: [anyProcess(orderProcess), anyProcess(orderMail), anyProcess(reorderProcess)],
  projections: [itemsProjection, shelfProjection, ordersProjection],
  pages: [queuePage, ordersListPage, orderPage, cataloguePage, itemPage],
  navigation: [
    {
      rel: 'queue',
      href: '/queue',
      also: ['/orders'],
      title: 'Orders',
      by: ['receptionist', 'dispenser', 'manager', 'admin'],
      order: 30,
    },
    {
      rel: 'catalogue',
      href: '/catalogue',
      also: ['/items'],
      title: 'Shelf',
      by: ['receptionist', 'dispenser', 'practitioner', 'manager', 'admin'],
      order: 40,
    },
    {
      rel: 'orders',
      href: '/orders',
      title: 'All orders',
      by: ['receptionist', 'dispenser', 'manager', 'admin'],
      order: 35,
      unlisted: true,
    },
    { rel: 'orders', href: '/orders', title: 'Your orders', by: ['patient'], order: 30 },
    { rel: 'catalogue', href: '/catalogue', title: 'Order something', by: ['patient'], order: 40 },
  ],
  needs: shelfNeeds,
}
