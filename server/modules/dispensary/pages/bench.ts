import type { PageChanges } from '#kernel/page.ts'

/** Who works with orders, and may find one by what is scanned. */
export const scannedBy = {
  receptionist: 'clinic',
  dispenser: 'clinic',
  manager: 'clinic',
  admin: 'clinic',
} as const

/** What is told of the bench while somebody has it open. */
export const benchChanges: PageChanges = {
  of: 'order',
  news: ['OrderConfirmed'],
  others: [
    'PreparationStarted',
    'PreparationPutBack',
    'PreparationTakenOver',
    'OrderReady',
    'OrderNotReady',
    'OrderHandedOver',
    'OrderCollected',
    'OrderCancelled',
    'OrderLapsed',
  ],
  words: (news) =>
    news === 0 ? 'Some orders changed' : news === 1 ? '1 new order' : `${news} new orders`,
}
