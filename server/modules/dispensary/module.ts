import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { quoteEvents } from './events/quote-events.ts'
import { itemEvents, orderEvents } from './events.ts'
import { quoteBasket } from './intents/quote-basket.ts'
import { itemIntents } from './item-intents.ts'
import { orderIntents } from './order-intents.ts'
import { cataloguePage } from './pages/catalogue.ts'
import { itemPage } from './pages/item-page.ts'
import { labelPage, labelsPage } from './pages/labels.ts'
import { lotLabelsPage } from './pages/lot-labels.ts'
import { lotPage } from './pages/lot-page.ts'
import { shelfNeeds } from './pages/needs.ts'
import { orderPage } from './pages/order-page.ts'
import { ordersListPage } from './pages/orders.ts'
import { pickingListPage } from './pages/picking-list.ts'
import { queuePage } from './pages/queue.ts'
import { quotePage, quotesPage } from './pages/quotes.ts'
import { runningOutPage } from './pages/running-out.ts'
import { wallPage } from './pages/wall.ts'
import { countShortfallProcess } from './processes/count-shortfall.ts'
import { notifyProcess } from './processes/notify.ts'
import { orderProcess } from './processes/order.ts'
import { orderMail } from './processes/order-mail.ts'
import { remakeProcess } from './processes/remake.ts'
import { returnProcess } from './processes/return.ts'
import { returnMail } from './processes/return-mail.ts'
import { reorderProcess } from './processes/top-up-and-reorder.ts'
import { codeMissesProjection } from './projections/code-misses.ts'
import { itemsProjection } from './projections/items.ts'
import { ordersProjection } from './projections/orders.ts'
import { shelfProjection } from './projections/shelf.ts'

/** The catalogue, its shelf, and the orders from it. */
export const dispensaryModule: Module = {
  name: 'dispensary',
  events: { ...itemEvents, ...orderEvents, ...quoteEvents },
  intents: [...orderIntents, anyIntent(quoteBasket), ...itemIntents],
  processes: [
    anyProcess(orderProcess),
    anyProcess(countShortfallProcess),
    anyProcess(orderMail),
    anyProcess(reorderProcess),
    anyProcess(returnProcess),
    anyProcess(returnMail),
    anyProcess(remakeProcess),
    anyProcess(notifyProcess),
  ],
  projections: [itemsProjection, shelfProjection, ordersProjection, codeMissesProjection],
  pages: [
    queuePage,
    wallPage,
    pickingListPage,
    labelsPage,
    labelPage,
    ordersListPage,
    orderPage,
    quotesPage,
    quotePage,
    cataloguePage,
    runningOutPage,
    itemPage,
    lotPage,
    lotLabelsPage,
  ],
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
