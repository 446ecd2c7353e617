import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { demand } from './breach.ts'
import { type ItemBooks, itemIn, priceIn, takeItem } from './item-books.ts'

type Line = { readonly item: string; readonly quantity: number; readonly stocked: boolean }

/** An order as a bookkeeper with pencil and paper follows it. Minor units. */
export type Booked = {
  readonly id: string
  readonly patient: string
  readonly accepted: number
  status: 'placed' | 'confirmed' | 'cancelling' | 'denied' | 'cancelled'
  code: string | null
  lines: readonly Line[]
  held: number
  readonly reserved: Map<string, number>
}

/**
 * What the log says of orders, told the plainest way and apart from the program's own folds: what each
 * holds and has reserved, that this is all it should be when it is confirmed, and nothing when it is over.
 */
export type OrderBooks = {
  readonly orders: Map<string, Booked>
  readonly items: ItemBooks
  readonly holds: Map<string, { readonly wallet: string; readonly isOpen: boolean }>
  readonly frozen: Set<string>
  /** What a correction may be of, by the command that recorded it, and whose wallet it was in. */
  readonly movements: { readonly command: string; readonly wallet: string }[]
  /** What a second person was asked for. */
  readonly requests: { readonly id: string; readonly wallet: string }[]
  /** References of payments, with their method and day. */
  readonly references: Set<string>
}

export function openBooks(): OrderBooks {
  return {
    orders: new Map(),
    items: new Map(),
    holds: new Map(),
    frozen: new Set(),
    movements: [],
    requests: [],
    references: new Set(),
  }
}

function booked({ orders }: OrderBooks, id: string): Booked {
  const found = orders.get(id)
  demand(found !== undefined, `something was done for the order ${id}, which nobody placed`)
  return found
}

function demandPrice(books: OrderBooks, id: string, event: Envelope<OrderEvents>): void {
  if (event.type !== 'OrderPriced') return
  const order = booked(books, id)
  const { lines, total } = event.data
  for (const { item, quantity, price } of lines) {
    const { isSold, maxPerOrder } = itemIn(books.items, item)
    demand(isSold, `the order ${id} was priced with an item that is withdrawn`)
    demand(quantity <= maxPerOrder, `the order ${id} has too many of ${item}`)
    const inForce = priceIn(books.items, item, event.at)
    demand(price === inForce, `the order ${id} was priced at ${price} instead of ${inForce}`)
  }
  const sum = lines.reduce((all, one) => all + one.quantity * one.price, 0)
  demand(sum === total && total === order.accepted, `${order.accepted} accepted, ${total} priced`)
  order.lines = lines
}

function confirm(order: Booked): void {
  const { id, status, held, accepted, lines, reserved } = order
  demand(status === 'placed', `the order ${id} was confirmed when it was ${status}`)
  demand(held === accepted, `the order ${id} over ${accepted} was confirmed with ${held} held`)
  const wanted = lines.filter(({ stocked }) => stocked)
  const isThere = wanted.every(({ item, quantity }) => reserved.get(item) === quantity)
  demand(isThere && reserved.size === wanted.length, `the order ${id} lacks goods when confirmed`)
  order.status = 'confirmed'
}

function close(order: Booked, status: 'denied' | 'cancelled', code: string | null): void {
  const { id, held, reserved } = order
  const isOpen = order.status === (status === 'denied' ? 'placed' : 'cancelling')
  demand(isOpen, `the order ${id} was ${status} when it was ${order.status}`)
  demand(held === 0, `the order ${id} is ${status} with ${held} still held`)
  demand(reserved.size === 0, `the order ${id} is ${status} with goods still reserved`)
  order.status = status
  order.code = code
}

function takeOrder(books: OrderBooks, event: Envelope<OrderEvents>): void {
  const id = idOf(event.stream)
  if (event.type === 'OrderPlaced') {
    demand(!books.orders.has(id), `the order ${id} was placed twice`)
    const { patient, acceptedTotal: accepted } = event.data
    const begun = { status: 'placed', code: null, lines: [], held: 0 } as const
    books.orders.set(id, { id, patient, accepted, ...begun, reserved: new Map() })
  }
  const order = booked(books, id)
  demandPrice(books, id, event)
  if (event.type === 'OrderConfirmed') confirm(order)
  if (event.type === 'OrderCancellationStarted') order.status = 'cancelling'
  if (event.type === 'OrderDenied') close(order, 'denied', event.data.code)
  if (event.type === 'OrderCancelled') close(order, 'cancelled', null)
}

function takeReservation(books: OrderBooks, event: Envelope<ItemEvents>): void {
  if (event.type !== 'StockReserved' && event.type !== 'StockReleased') return
  const item = idOf(event.stream)
  const { order, quantity } = event.data
  const { reserved } = booked(books, order)
  const now = (reserved.get(item) ?? 0) + (event.type === 'StockReserved' ? quantity : -quantity)
  demand(now >= 0, `more of ${item} was released for the order ${order} than was reserved`)
  if (now === 0) reserved.delete(item)
  else reserved.set(item, now)
}

function takeTopUp(
  { references }: OrderBooks,
  { data }: Extract<WalletEvents, { type: 'TopUpRecorded' }>,
): void {
  if (data.reference === '') return
  const reference = data.reference.replaceAll(' ', '').toUpperCase()
  const payment = `${data.method} ${data.day} ${reference}`
  demand(data.second || !references.has(payment), `the payment ${payment} was recorded twice`)
  references.add(payment)
}

const correctable = ['TopUpRecorded', 'BalancePaidOut', 'GoodwillGiven']

function noteMoney({ movements, requests }: OrderBooks, event: Envelope<WalletEvents>): void {
  const { type, stream: wallet, command } = event
  if (correctable.includes(type)) movements.push({ command, wallet })
  if (event.type === 'ApprovalRequested') requests.push({ id: event.data.request, wallet })
}

function takeWallet(books: OrderBooks, event: Envelope<WalletEvents>): void {
  const { stream, type, data } = event
  if (event.type === 'TopUpRecorded') takeTopUp(books, event)
  noteMoney(books, event)
  if (type === 'WalletFrozen') books.frozen.add(stream)
  if (type === 'WalletUnfrozen') books.frozen.delete(stream)
  // Visits were paid before anything happened that orders are about.
  if ('for' in data && data.for.kind === 'visit') return
  if (type === 'MoneyHeld') {
    demand(!books.frozen.has(stream), `${data.amount} was held in ${stream}, which is frozen`)
    books.holds.set(data.hold, { wallet: stream, isOpen: true })
    booked(books, data.for.id).held += data.amount
  }
  if (type === 'HeldMoneyReleased') {
    books.holds.set(data.hold, { wallet: stream, isOpen: false })
    const order = booked(books, data.for.id)
    order.held -= data.amount
    demand(order.held >= 0, `more was released for the order ${order.id} than was held`)
  }
}

/** Books one event. Throws a `Breach` where it cannot be. */
export function book(books: OrderBooks, event: Envelope): void {
  if (event.stream.startsWith('order-')) takeOrder(books, event as Envelope<OrderEvents>)
  if (event.stream.startsWith('wallet-')) takeWallet(books, event as Envelope<WalletEvents>)
  if (!event.stream.startsWith('item-')) return
  takeItem(books.items, event as Envelope<ItemEvents>)
  takeReservation(books, event as Envelope<ItemEvents>)
}
