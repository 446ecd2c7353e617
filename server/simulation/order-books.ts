import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { demand } from './breach.ts'
import { type ItemBooks, itemIn, priceIn, takeItem } from './item-books.ts'
import { addTo, type Booked, newBooked } from './order-book.ts'
import { advance } from './stages.ts'
import { noTroubles, noteTrouble, type Troubles } from './troubles.ts'

/**
 * What the log says of orders, told the plainest way and apart from the program's own folds: what each
 * holds and has reserved, that this is all it should be when it is confirmed, and nothing when it is over.
 */
export type OrderBooks = {
  readonly orders: Map<string, Booked>
  readonly items: ItemBooks
  readonly holds: Map<string, { readonly wallet: string; left: number }>
  readonly frozen: Set<string>
  /** What a correction may be of, by the command that recorded it, and whose wallet it was in. */
  readonly movements: { readonly command: string; readonly wallet: string }[]
  /** What a second person was asked for. */
  readonly requests: { readonly id: string; readonly wallet: string }[]
  /** References of payments, with their method and day. */
  readonly references: Set<string>
  readonly troubles: Troubles
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
    troubles: noTroubles(),
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
    const inForce = order.isFree ? 0 : priceIn(books.items, item, event.at)
    demand(price === inForce, `the order ${id} was priced at ${price} instead of ${inForce}`)
  }
  const sum = lines.reduce((all, one) => all + one.quantity * one.price, 0)
  demand(sum === total && total === order.accepted, `${order.accepted} accepted, ${total} priced`)
  order.lines = lines
}

function takeOrder(books: OrderBooks, event: Envelope<OrderEvents>): void {
  const id = idOf(event.stream)
  if (event.type === 'OrderPlaced') {
    demand(!books.orders.has(id), `the order ${id} was placed twice`)
    const { patient, acceptedTotal, remake } = event.data
    const isFree = remake?.charge === 'none'
    books.orders.set(id, newBooked(id, patient, acceptedTotal, isFree))
  }
  demandPrice(books, id, event)
  advance(booked(books, id), event)
}

function takeGoods(books: OrderBooks, event: Envelope<ItemEvents>): void {
  if (!('order' in event.data) || event.type === 'StockPicked') return
  const item = idOf(event.stream)
  const { order, quantity } = event.data
  const { reserved, out } = booked(books, order)
  if (event.type === 'StockReserved') addTo(reserved, item, quantity)
  if (event.type === 'StockHandedOut') addTo(out, item, quantity)
  if (event.type === 'StockReturned') {
    demand(addTo(out, item, -quantity) >= 0, `more of ${item} came back than was out for ${order}`)
  }
  if (event.type !== 'StockReleased' && event.type !== 'StockHandedOut') return
  const now = addTo(reserved, item, -quantity)
  demand(now >= 0, `more of ${item} was let go for the order ${order} than was reserved`)
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

function takeHold(
  { frozen, holds }: OrderBooks,
  { stream, type, data }: Envelope<WalletEvents>,
): void {
  if (!('hold' in data)) return
  if (type === 'MoneyHeld') {
    demand(!frozen.has(stream), `${data.amount} was held in ${stream}, which is frozen`)
    holds.set(data.hold, { wallet: stream, left: data.amount })
    return
  }
  const hold = holds.get(data.hold)
  demand(hold !== undefined, `${type} of the hold ${data.hold}, which nobody made`)
  hold.left -= data.amount
  demand(hold.left >= 0, `more than is held of ${data.hold}`)
}

/** What an order has held and paid; visits were paid before anything happened that orders are about. */
function takePayment(books: OrderBooks, event: Envelope<WalletEvents>): void {
  const { type, data } = event
  if (!('for' in data) || data.for.kind !== 'order') return
  const order = booked(books, data.for.id)
  if (type === 'MoneyHeld') order.held += data.amount
  if (type === 'HeldMoneyReleased' || type === 'HeldMoneyTaken') order.held -= data.amount
  if (type === 'HeldMoneyReleased' && event.role !== 'system') order.isLoose = true
  if (type === 'HeldMoneyTaken' || type === 'RefundUndone') order.taken += data.amount
  if (type === 'MoneyRefunded') order.taken -= data.amount
  demand(order.held >= 0, `more was let go for the order ${order.id} than was held`)
  demand(order.taken >= 0, `more was given back for the order ${order.id} than was taken`)
}

function takeWallet(books: OrderBooks, event: Envelope<WalletEvents>): void {
  const { stream, type } = event
  if (event.type === 'TopUpRecorded') takeTopUp(books, event)
  noteMoney(books, event)
  if (type === 'WalletFrozen') books.frozen.add(stream)
  if (type === 'WalletUnfrozen') books.frozen.delete(stream)
  takeHold(books, event)
  takePayment(books, event)
}

/** Books one event. Throws a `Breach` where it cannot be. */
export function book(books: OrderBooks, event: Envelope): void {
  if (event.stream.startsWith('order-')) takeOrder(books, event as Envelope<OrderEvents>)
  if (event.stream.startsWith('process.')) noteTrouble(books.troubles, event)
  if (event.stream.startsWith('wallet-')) takeWallet(books, event as Envelope<WalletEvents>)
  if (!event.stream.startsWith('item-')) return
  takeItem(books.items, event as Envelope<ItemEvents>)
  takeGoods(books, event as Envelope<ItemEvents>)
}
