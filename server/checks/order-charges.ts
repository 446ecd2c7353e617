import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'
import { nothingToPay } from './order-endings.ts'

type Line = { readonly item: string; readonly quantity: number }

/** What an order came to so far: its prices, what was taken for it less what was given back, and its goods. */
type Account = {
  readonly prices: Map<string, { readonly price: number; readonly stocked: boolean }>
  readonly handedOut: Map<string, number>
  taken: number
  /** Over without anything to pay. */
  isFree: boolean
}

type Accounts = Map<string, Account>

function accountOf(accounts: Accounts, order: string): Account {
  const known = accounts.get(order)
  if (known) return known
  const begun = { prices: new Map(), handedOut: new Map(), taken: 0, isFree: false }
  accounts.set(order, begun)
  return begun
}

function takeMoney(accounts: Accounts, event: Envelope<WalletEvents>, report: Report): void {
  const { data, type } = event
  if (!('for' in data) || data.for.kind !== 'order') return
  const account = accountOf(accounts, data.for.id)
  account.taken += type === 'MoneyRefunded' ? -data.amount : data.amount
  if (type === 'HeldMoneyTaken' && account.isFree) {
    report(event, 'nothing taken for an order that came to nothing', String(data.amount))
  }
}

/** What was handed over is what left the shelf, and what was taken is its price. */
function checkHandedOver(
  { prices, handedOut, taken }: Account,
  event: Envelope,
  { lines, total }: { readonly lines: readonly Line[]; readonly total: number },
  report: Report,
): void {
  for (const { item, quantity } of lines) {
    const known = prices.get(item)
    if (!known) report(event, `lines of the order`, `${quantity} of ${item}`)
    else if (known.stocked && handedOut.get(item) !== quantity) {
      report(event, `${handedOut.get(item) ?? 0} of ${item}, as left the shelf`, String(quantity))
    }
  }
  for (const [item, quantity] of handedOut) {
    if (lines.some((line) => line.item === item)) continue
    report(event, `${quantity} of ${item}, as left the shelf`, 'none')
  }
  const price = lines.reduce((sum, { item, quantity }) => {
    return sum + quantity * (prices.get(item)?.price ?? 0)
  }, 0)
  if (total !== price) report(event, `a total of ${price}`, String(total))
  if (taken !== price) report(event, `${price} taken, as was handed over`, `${taken} taken`)
}

function takeOrder(accounts: Accounts, event: Envelope<OrderEvents>, report: Report): void {
  const account = accountOf(accounts, idOf(event.stream))
  switch (event.type) {
    case 'OrderPriced':
      for (const { item, price, stocked } of event.data.lines) {
        account.prices.set(item, { price, stocked })
      }
      return
    case 'OrderHandedOver':
    case 'OrderCollected':
      checkHandedOver(account, event, event.data, report)
      return
    case 'OrderDenied':
    case 'OrderCancelled':
    case 'OrderLapsed':
    case 'OrderUndone':
      account.isFree = true
      if (account.taken !== 0) {
        report(event, 'nothing taken that was not given back', `${account.taken} taken`)
      }
  }
}

function takeShelf(accounts: Accounts, { stream, data }: Envelope, sign: 1 | -1): void {
  const { order, quantity } = data as Extract<ItemEvents, { type: 'StockHandedOut' }>['data']
  const { handedOut } = accountOf(accounts, order)
  const now = (handedOut.get(idOf(stream)) ?? 0) + sign * quantity
  if (now === 0) handedOut.delete(idOf(stream))
  else handedOut.set(idOf(stream), now)
}

/** M7: for what was handed over its price was taken; for what came to nothing, nothing stays taken. */
export const ordersAreChargedOnce = check<Accounts>({
  id: 'M7',
  title: 'For every order exactly the price of what was handed over was taken',
  types: [
    'OrderPriced',
    'OrderHandedOver',
    'OrderCollected',
    ...nothingToPay,
    'HeldMoneyTaken',
    'MoneyRefunded',
    'RefundUndone',
    'StockHandedOut',
    'StockReturned',
  ],
  begin: () => new Map(),
  take(accounts, event, report) {
    switch (event.type) {
      case 'HeldMoneyTaken':
      case 'MoneyRefunded':
      case 'RefundUndone':
        return takeMoney(accounts, event as Envelope<WalletEvents>, report)
      case 'StockHandedOut':
        return takeShelf(accounts, event, 1)
      case 'StockReturned':
        return takeShelf(accounts, event, -1)
      default:
        return takeOrder(accounts, event as Envelope<OrderEvents>, report)
    }
  },
})
