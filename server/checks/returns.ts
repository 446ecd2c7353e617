import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import { check, type Report } from './check.ts'
import { orderEndings } from './order-endings.ts'

type Of<Type extends ItemEvents['type']> = Extract<ItemEvents, { readonly type: Type }>

type Given = {
  /** Pieces of the shelf that are out, by order, item and lot. */
  readonly out: Map<string, number>
  /** Pieces that were handed over and are still there, by order and item: those made to order, too. */
  readonly handed: Map<string, number>
  /** The order that makes a line again, by the order and item it is of. */
  readonly remakes: Map<string, string>
  /** The line that an order makes again, by its id. */
  readonly remakeOf: Map<string, string>
}

const keyOf = (...parts: readonly string[]) => parts.join(' ')

function takeBack(of: Map<string, number>, key: string, quantity: number): number {
  const there = of.get(key) ?? 0
  of.set(key, Math.max(0, there - quantity))
  return there
}

function takeGoods({ out }: Given, event: Envelope, report: Report): void {
  if (event.type === 'StockReturned') {
    const { order, quantity, lot } = (event as Envelope<Of<'StockReturned'>>).data
    const there = takeBack(out, keyOf(order, event.stream, lot), quantity)
    if (quantity > there) {
      report(event, `at most the ${there} that the order ${order} has`, `${quantity} returned`)
    }
    return
  }
  const { order, lots } = (event as Envelope<Of<'StockHandedOut'>>).data
  for (const { lot, quantity } of lots) {
    const key = keyOf(order, event.stream, lot)
    out.set(key, (out.get(key) ?? 0) + quantity)
  }
}

/** An order that makes a line again is open until it is over, in whichever way. */
function takeRemake(
  { remakes, remakeOf }: Given,
  event: Envelope<OrderEvents>,
  report: Report,
): void {
  if (event.type !== 'OrderPlaced' || !event.data.remake) return
  const key = keyOf(event.data.remake.order, event.data.remake.item)
  const open = remakes.get(key)
  if (open) report(event, 'one remake of a line at a time', `another, while ${open} is open`)
  remakes.set(key, idOf(event.stream))
  remakeOf.set(idOf(event.stream), key)
}

function close({ remakes, remakeOf }: Given, order: string): void {
  const key = remakeOf.get(order)
  if (key !== undefined && remakes.get(key) === order) remakes.delete(key)
  remakeOf.delete(order)
}

function takeOrder(given: Given, event: Envelope<OrderEvents>, report: Report): void {
  const { handed } = given
  const order = idOf(event.stream)
  takeRemake(given, event, report)
  if (orderEndings.includes(event.type)) close(given, order)
  switch (event.type) {
    case 'OrderHandedOver':
    case 'OrderCollected':
      for (const { item, quantity } of event.data.lines) handed.set(keyOf(order, item), quantity)
      return
    case 'ItemsReturned': {
      const { item, quantity } = event.data
      const there = takeBack(handed, keyOf(order, item), quantity)
      if (quantity > there) report(event, `at most the ${there} of ${item} left`, `${quantity}`)
      return
    }
    case 'RemakeOrdered':
      if (!handed.has(keyOf(order, event.data.item))) {
        report(event, 'a line that was handed over', event.data.item)
      }
  }
}

/**
 * S5: of each line no more comes back than was handed out with it, lot by lot, and no more than was handed
 * over, made to order or not; what is made again is one such line, once at a time.
 */
export const onlyWhatWasGivenComesBack = check<Given>({
  id: 'S5',
  title: 'No more of any line came back than was handed out, and none was made again twice at once',
  types: [
    'StockHandedOut',
    'StockReturned',
    'OrderPlaced',
    'ItemsReturned',
    'RemakeOrdered',
    ...orderEndings,
  ],
  begin: () => ({ out: new Map(), handed: new Map(), remakes: new Map(), remakeOf: new Map() }),
  take(given, event, report) {
    if (event.type === 'StockHandedOut' || event.type === 'StockReturned') {
      return takeGoods(given, event, report)
    }
    takeOrder(given, event as Envelope<OrderEvents>, report)
  },
})
