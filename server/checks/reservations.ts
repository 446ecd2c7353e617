import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import { check, type Place, type Report } from './check.ts'

type Reserving = Extract<
  ItemEvents,
  { readonly type: 'StockReserved' | 'StockReleased' | 'StockHandedOut' }
>

type Reserved = {
  /** By order and then by the item's stream. */
  readonly orders: Map<string, Map<string, { readonly quantity: number; readonly at: Place }>>
  readonly processes: Set<string>
  /** Pieces ordered, by order and then by the item's stream. */
  readonly ordered: Map<string, ReadonlyMap<string, number>>
}

function takeReservation(state: Reserved, event: Envelope<Reserving>, report: Report): void {
  const { stream, position, type, data } = event
  const { order, quantity } = data
  const items = state.orders.get(order) ?? new Map()
  state.orders.set(order, items)
  const open = items.get(stream)
  if (type === 'StockReserved') {
    // What was picked short may be promised once more, up to what was ordered.
    const most = state.ordered.get(order)?.get(stream) ?? 0
    if (open && open.quantity + quantity > most) {
      report(event, `one reservation of the order ${order}`, 'another')
    }
    items.set(stream, { quantity: quantity + (open?.quantity ?? 0), at: { stream, position } })
    return
  }
  if (!open) {
    report(event, `an open reservation of the order ${order}`, 'none')
    return
  }
  // A part of it may be let go; what is handed out is all that is left.
  const isAllowed =
    type === 'StockReleased' ? quantity <= open.quantity : quantity === open.quantity
  const words = type === 'StockReleased' ? 'released' : 'handed out'
  if (!isAllowed) report(event, `${open.quantity} ${words}`, `${quantity} ${words}`)
  const left = open.quantity - quantity
  if (left > 0 && type === 'StockReleased') items.set(stream, { ...open, quantity: left })
  else items.delete(stream)
  if (items.size === 0) state.orders.delete(order)
}

function takePriced({ ordered }: Reserved, event: Envelope): void {
  const { lines } = event.data as Extract<OrderEvents, { type: 'OrderPriced' }>['data']
  const pieces = lines.map(({ item, quantity }) => [`item-${item}`, quantity] as const)
  ordered.set(idOf(event.stream), new Map(pieces))
}

function takeEnd(state: Reserved, event: Envelope, report: Report): void {
  state.processes.delete(event.stream)
  const order = event.stream.slice(orderProcess.length)
  for (const stream of state.orders.get(order)?.keys() ?? []) {
    report(event, 'no open reservation when the order ends', `one on ${stream}`)
  }
  state.orders.delete(order)
  state.ordered.delete(order)
}

const orderProcess = 'process.order-'
const reserving: readonly string[] = ['StockReserved', 'StockReleased', 'StockHandedOut']

/** S3: a reservation ends once, released or handed out, and while it is open its order is under way. */
export const reservationsEndOnce = check<Reserved>({
  id: 'S3',
  title: 'Every reservation ends once, and an order under way needs each open one',
  types: [...reserving, 'OrderPriced', 'EventNoted', 'ProcessEnded'],
  begin: () => ({ orders: new Map(), processes: new Set(), ordered: new Map() }),
  take(state, event, report) {
    if (reserving.includes(event.type)) {
      return takeReservation(state, event as Envelope<Reserving>, report)
    }
    if (event.type === 'OrderPriced') return takePriced(state, event)
    if (!event.stream.startsWith(orderProcess)) return
    if (event.type === 'ProcessEnded') takeEnd(state, event, report)
    else state.processes.add(event.stream)
  },
  end({ orders, processes }, _, report) {
    for (const [order, items] of orders) {
      if (processes.has(orderProcess + order)) continue
      for (const { at } of items.values())
        report(at, `the order ${order} under way`, 'no such order')
    }
  },
})
