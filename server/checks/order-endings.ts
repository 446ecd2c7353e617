/** What an order ends with for which nothing is to be paid. */
export const nothingToPay = ['OrderDenied', 'OrderCancelled', 'OrderLapsed', 'OrderUndone'] as const

/** Everything with which an order is over: it is with whoever ordered, came to nothing, or was settled by hand. */
export const orderEndings: readonly string[] = [
  'OrderHandedOver',
  'OrderCollected',
  ...nothingToPay,
  'OrderSettledByHand',
]
