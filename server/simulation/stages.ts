import type { Envelope } from '#kernel/event.ts'
import type { OrderEvents } from '#modules/dispensary/published.ts'
import { demand } from './breach.ts'
import type { Booked, OrderStatus } from './order-book.ts'

type Counted = { readonly item: string; readonly quantity: number }

const given: readonly OrderStatus[] = ['handed-over', 'collected']

const over: readonly OrderStatus[] = [
  'handed-over',
  'collected',
  'cancelled',
  'denied',
  'lapsed',
  'undone',
  'settled',
]

/** From which states each event leads where. */
const steps: Partial<Record<OrderEvents['type'], readonly [readonly OrderStatus[], OrderStatus]>> =
  {
    OrderConfirmed: [['placed'], 'confirmed'],
    PreparationStarted: [['confirmed'], 'preparing'],
    PreparationTakenOver: [['preparing'], 'preparing'],
    PreparationPutBack: [['preparing', 'ready'], 'confirmed'],
    OrderPicked: [['preparing'], 'picking'],
    OrderNotReady: [['picking', 'handing-over'], 'preparing'],
    OrderReady: [['picking'], 'ready'],
    OrderHandOverStarted: [['ready'], 'handing-over'],
    OrderHandedOver: [['handing-over'], 'handed-over'],
    OrderCollected: [['handing-over'], 'collected'],
    OrderPuttingBackStarted: [['ready'], 'putting-back'],
    OrderLapsed: [['putting-back'], 'lapsed'],
    OrderDenied: [['placed'], 'denied'],
    OrderCancelled: [['cancelling'], 'cancelled'],
  }

/** What may come at any time before it is over. */
const endings: Partial<Record<OrderEvents['type'], OrderStatus>> = {
  OrderCancellationStarted: 'cancelling',
  OrderUndone: 'undone',
  OrderSettledByHand: 'settled',
}

const stocked = ({ lines }: Booked, item: string) =>
  lines.some((line) => line.item === item && line.stocked)

function worth({ lines }: Booked, some: readonly Counted[]): number {
  const priceOf = (item: string) => lines.find((line) => line.item === item)?.price ?? 0
  return some.reduce((sum, { item, quantity }) => sum + quantity * priceOf(item), 0)
}

/** What is held and reserved for an order is exactly what these lines need. */
function demandKept(order: Booked, some: readonly Counted[], total: number, when: string): void {
  const { id, held, reserved } = order
  demand(total === worth(order, some), `the order ${id} is ${when} over ${total}`)
  demand(
    held === total || order.isLoose,
    `the order ${id} over ${total} is ${when} with ${held} held`,
  )
  const wanted = some.filter(({ item }) => stocked(order, item))
  const isThere = wanted.every(({ item, quantity }) => reserved.get(item) === quantity)
  demand(isThere && reserved.size === wanted.length, `the order ${id} lacks goods when ${when}`)
}

/** What left the shelf was paid, and nothing is held or reserved any more. */
function demandGiven(order: Booked, some: readonly Counted[], total: number): void {
  const { id, held, reserved, taken, out } = order
  demand(held === 0 && reserved.size === 0, `the order ${id} is gone, and something is still held`)
  demand(
    taken === total && total === worth(order, some),
    `${taken} taken for the order ${id} over ${total}`,
  )
  const wanted = some.filter(({ item }) => stocked(order, item))
  const isOut = wanted.every(({ item, quantity }) => out.get(item) === quantity)
  demand(isOut && out.size === wanted.length, `the order ${id} is gone with other goods`)
}

/** Nothing is left of an order that came to nothing. */
function demandNothingOf({ id, held, taken, reserved, out }: Booked, status: OrderStatus): void {
  demand(held === 0, `the order ${id} is ${status} with ${held} still held`)
  demand(reserved.size === 0, `the order ${id} is ${status} with goods still reserved`)
  demand(taken === 0, `the order ${id} is ${status} with ${taken} still taken`)
  demand(out.size === 0, `the order ${id} is ${status} with goods still out`)
}

function enter(order: Booked, type: string, to: OrderStatus, from: readonly OrderStatus[]): void {
  const { id, status } = order
  demand(from.includes(status), `${type} of the order ${id}, which is ${status}`)
  order.status = to
}

/** What has to be so once it is there. */
function demandState(order: Booked, event: Envelope<OrderEvents>): void {
  const { id, held, reserved, status } = order
  switch (event.type) {
    case 'OrderConfirmed':
      demandKept(order, order.lines, order.accepted, 'confirmed')
      break
    case 'OrderReady':
      demandKept(order, event.data.lines, event.data.total, 'ready')
      break
    case 'OrderHandedOver':
    case 'OrderCollected':
      demandGiven(order, event.data.lines, event.data.total)
      break
    case 'OrderSettledByHand':
      demand(held === 0 && reserved.size === 0, `the order ${id} is settled with something held`)
      break
    case 'OrderUndone':
    case 'OrderDenied':
    case 'OrderCancelled':
    case 'OrderLapsed':
      demandNothingOf(order, status)
  }
}

/** Follows an order one event further. Throws a `Breach` where it cannot be. */
export function advance(order: Booked, event: Envelope<OrderEvents>): void {
  const { type, actor } = event
  const step = steps[type]
  if (step) enter(order, type, step[1], step[0])
  const early = endings[type]
  if (early) {
    // Somebody may settle as not given what was handed over without its process hearing of it.
    const isTakenBack = type === 'OrderSettledByHand' && given.includes(order.status)
    demand(
      isTakenBack || !over.includes(order.status),
      `${type} of the order ${order.id}, which is over`,
    )
    order.status = early
  }
  if (type === 'PreparationStarted' || type === 'PreparationTakenOver') order.by = actor
  if (type === 'OrderReady') order.ready = event.data.lines
  if (type === 'OrderDenied') order.code = event.data.code
  demandState(order, event)
}
