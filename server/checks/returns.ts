import type { Envelope } from '#kernel/event.ts'
import type { ItemEvents } from '#modules/dispensary/published.ts'
import { check, type Report } from './check.ts'

type Handed = Extract<ItemEvents, { readonly type: 'StockHandedOut' }>
type Returned = Extract<ItemEvents, { readonly type: 'StockReturned' }>

/** Pieces that are out, by order, item and lot. */
type Out = Map<string, number>

const keyOf = (order: string, stream: string, lot: string) => `${order} ${stream} ${lot}`

function takeBack(out: Out, event: Envelope<Returned>, report: Report): void {
  const { order, quantity, lot } = event.data
  const key = keyOf(order, event.stream, lot)
  const there = out.get(key) ?? 0
  if (quantity > there) {
    report(event, `at most the ${there} that the order ${order} has`, `${quantity} returned`)
  }
  out.set(key, Math.max(0, there - quantity))
}

/** S5: of each line no more comes back than was handed out with it, lot by lot. */
export const onlyWhatWasGivenComesBack = check<Out>({
  id: 'S5',
  title: 'No more came back of any line than was handed out with it',
  types: ['StockHandedOut', 'StockReturned'],
  begin: () => new Map(),
  take(out, event, report) {
    if (event.type === 'StockReturned') return takeBack(out, event as Envelope<Returned>, report)
    const { order, lots } = (event as Envelope<Handed>).data
    for (const { lot, quantity } of lots) {
      const key = keyOf(order, event.stream, lot)
      out.set(key, (out.get(key) ?? 0) + quantity)
    }
  },
})
