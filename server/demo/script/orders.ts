import type { BookedOrder, OrderEnd } from './booking.ts'
import type { Clockwork } from './clockwork.ts'
import type { Deed, Ending, IdOf } from './deed.ts'
import { fulfilment } from './fulfilment.ts'
import { orderBook } from './order-book.ts'
import { totalOf } from './top-ups.ts'

function endingOf(end: OrderEnd): Ending {
  if (end.is === 'denied') return { rejected: end.code }
  if (end.is === 'mended') return { rejected: 'short-money' }
  return end.is === 'stuck' ? 'in-progress' : 'succeeded'
}

function placing(order: BookedOrder, key: string, clockwork: Clockwork): Deed {
  const { daysBack, time, patient, by, lines, end, agreed } = order
  const total = agreed ?? totalOf(order)
  const askedBy = (idOf: IdOf) =>
    Object.entries(lines).map(([code, quantity]) => ({ item: idOf(code), quantity }))
  return {
    at: clockwork.at(daysBack, time),
    by: by === 'self' ? patient : by,
    intent: 'place-order',
    makes: key,
    ends: endingOf(end),
    data: (idOf) => ({ patient: idOf(patient), lines: askedBy(idOf), total, note: '' }),
  }
}

/** What was done about an order later, if anything. */
function following(order: BookedOrder, key: string, clockwork: Clockwork): readonly Deed[] {
  const { end, patient, daysBack } = order
  const onOrder = { on: key, ends: 'succeeded' } as const
  if (end.is === 'cancelled') {
    const { reason } = end
    const by = end.by === 'self' ? patient : end.by
    const at = clockwork.at(end.daysBack, end.time)
    return [{ at, by, intent: 'cancel-order', data: () => ({ reason, note: '' }), ...onOrder }]
  }
  if (end.is === 'mended') {
    const { amount, by } = end
    const data = () => ({ amount, method: 'cash', reference: '', second: false })
    const at = clockwork.at(daysBack, end.time)
    return [{ at, by, intent: 'top-up-and-reorder', data, ...onOrder }]
  }
  return fulfilment(order, key, clockwork)
}

/** Places the orders of the book, and carries on, cancels or mends them as it says. */
export function ordering(clockwork: Clockwork): readonly Deed[] {
  return orderBook.flatMap((order, index) => {
    const key = orderKey(index)
    return [placing(order, key, clockwork), ...following(order, key, clockwork)]
  })
}

/** By what the script calls the n-th order of its book. */
function orderKey(index: number): string {
  return `order ${index + 1}`
}

/** What Peter waits for, by the script's name for it. */
export const petersOrder = orderKey(orderBook.findIndex(({ patient }) => patient === 'peter'))
