import type { Envelope } from '#kernel/event.ts'
import type { ItemEvents } from '#modules/dispensary/published.ts'
import { check, type Place, type Report } from './check.ts'

type Reservation = Extract<ItemEvents, { readonly data: { readonly order: string } }>
type Receipt = Extract<ItemEvents, { readonly type: 'StockReceived' }>
type Movement = Reservation | Receipt

const movementTypes: readonly Movement['type'][] = [
  'StockReceived',
  'StockReserved',
  'StockReleased',
]

type Shelf = { onHand: number; reserved: number }

/** What each movement does to a shelf. */
function moved({ onHand, reserved }: Shelf, { type, data: { quantity } }: Movement): Shelf {
  switch (type) {
    case 'StockReceived':
      return { onHand: onHand + quantity, reserved }
    case 'StockReserved':
      return { onHand, reserved: reserved + quantity }
    case 'StockReleased':
      return { onHand, reserved: reserved - quantity }
  }
}

/** S1: no shelf is ever below nothing, and no more is reserved on it than is there. */
export const shelvesArePossible = check<Map<string, Shelf>>({
  id: 'S1',
  title: 'No shelf was ever below 0, and no more was reserved than was there',
  types: movementTypes,
  begin: () => new Map(),
  take(state, event, report) {
    const shelf = moved(
      state.get(event.stream) ?? { onHand: 0, reserved: 0 },
      event as Envelope<Movement>,
    )
    const { onHand, reserved } = shelf
    state.set(event.stream, shelf)
    const isPossible = onHand >= 0 && reserved >= 0 && reserved <= onHand
    if (!isPossible)
      report(event, '0 ≤ reserved ≤ on hand', `${reserved} reserved, ${onHand} on hand`)
  },
})

type Item = { readonly stocked: boolean; readonly lots: boolean }

function checkReceipt(event: Envelope, { lot }: Receipt['data'], item: Item, report: Report): void {
  if (item.lots && lot === '') report(event, 'the lot it belongs to', 'none')
}

/** S2: what is on a shelf is what was counted onto it, in whole pieces, of items that are kept in stock. */
export const stockComesFromSomewhere = check<Map<string, Item>>({
  id: 'S2',
  title: 'What is on the shelf is what was received, in whole pieces',
  types: ['ItemAdded', ...movementTypes],
  begin: () => new Map(),
  take(state, envelope, report) {
    const event = envelope as Envelope<Movement | Extract<ItemEvents, { type: 'ItemAdded' }>>
    if (event.type === 'ItemAdded') {
      state.set(event.stream, event.data)
      return
    }
    const { quantity } = event.data
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      report(event, 'a whole number of pieces, 1 or more', JSON.stringify(quantity))
    }
    const item = state.get(event.stream)
    if (!item?.stocked) {
      return report(
        event,
        'an item that is kept in stock',
        item ? 'one that is not' : 'no such item',
      )
    }
    if (event.type === 'StockReceived') checkReceipt(event, event.data, item, report)
  },
})

type Reserved = {
  /** By order and then by the item's stream. */
  readonly orders: Map<string, Map<string, { readonly quantity: number; readonly at: Place }>>
  readonly processes: Set<string>
}

function takeReservation(state: Reserved, event: Envelope<Reservation>, report: Report): void {
  const { stream, position, type, data } = event
  const { order, quantity } = data
  const items = state.orders.get(order) ?? new Map()
  state.orders.set(order, items)
  const open = items.get(stream)
  if (type === 'StockReserved') {
    if (open) report(event, `one reservation of the order ${order}`, 'another')
    items.set(stream, { quantity: quantity + (open?.quantity ?? 0), at: { stream, position } })
    return
  }
  if (!open) {
    report(event, `an open reservation of the order ${order}`, 'none')
    return
  }
  if (open.quantity !== quantity) report(event, `${open.quantity} released`, `${quantity} released`)
  items.delete(stream)
  if (items.size === 0) state.orders.delete(order)
}

function takeEnd(state: Reserved, event: Envelope, report: Report): void {
  state.processes.delete(event.stream)
  const order = event.stream.slice(orderProcess.length)
  for (const stream of state.orders.get(order)?.keys() ?? []) {
    report(event, 'no open reservation when the order ends', `one on ${stream}`)
  }
  state.orders.delete(order)
}

const orderProcess = 'process.order-'

/** S3: a reservation ends once, and while it is open its order is under way. */
export const reservationsEndOnce = check<Reserved>({
  id: 'S3',
  title: 'Every reservation ends once, and an order under way needs each open one',
  types: ['StockReserved', 'StockReleased', 'EventNoted', 'ProcessEnded'],
  begin: () => ({ orders: new Map(), processes: new Set() }),
  take(state, event, report) {
    const isReservation = event.type === 'StockReserved' || event.type === 'StockReleased'
    if (isReservation) return takeReservation(state, event as Envelope<Reservation>, report)
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
