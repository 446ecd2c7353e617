import { type Envelope, idOf } from '#kernel/event.ts'
import type { ItemEvents, OrderEvents } from '#modules/dispensary/published.ts'
import { check, type Report } from './check.ts'

type PriceFrom = { readonly price: number; readonly from: number }
type Data<Type extends OrderEvents['type']> = Extract<OrderEvents, { readonly type: Type }>['data']

type Catalogue = {
  /** By item, in the order of their recording. */
  readonly prices: Map<string, PriceFrom[]>
  /** What was accepted for each order that is not priced yet, in minor units. */
  readonly accepted: Map<string, number>
  /** Orders that make something again for nothing, whatever the catalogue says. */
  readonly free: Set<string>
}

/** The price in force: of those that have begun, the one that began last; of two, the later word. */
function inForce(prices: readonly PriceFrom[], at: number): number | undefined {
  const begun = prices.filter(({ from }) => from <= at)
  const latest = Math.max(...begun.map(({ from }) => from))
  return (begun.findLast(({ from }) => from === latest) ?? prices[0])?.price
}

function checkPrices(
  { prices, accepted, free }: Catalogue,
  event: Envelope,
  { lines, total }: Data<'OrderPriced'>,
  report: Report,
): void {
  for (const { item, price } of lines) {
    const due = free.has(event.stream) ? 0 : inForce(prices.get(item) ?? [], event.at)
    if (price !== due) report(event, `${item} at ${due}, as the catalogue says`, `at ${price}`)
  }
  const sum = lines.reduce((all, { price, quantity }) => all + price * quantity, 0)
  if (total !== sum) report(event, `a total of ${sum}, as its lines say`, String(total))
  const wanted = accepted.get(event.stream)
  if (total !== wanted) report(event, `${wanted}, as was accepted`, String(total))
  accepted.delete(event.stream)
}

/** S6: an order costs what the catalogue said when it was priced, and what the person accepted. */
export const ordersCostWhatWasAgreed = check<Catalogue>({
  id: 'S6',
  title: 'Every order was priced as the catalogue said, at the total that was accepted',
  types: ['ItemAdded', 'PriceChanged', 'OrderPlaced', 'OrderPriced'],
  begin: () => ({ prices: new Map(), accepted: new Map(), free: new Set() }),
  take(state, stored, report) {
    const event = stored as Envelope<ItemEvents | OrderEvents>
    switch (event.type) {
      case 'ItemAdded':
        state.prices.set(idOf(event.stream), [{ price: event.data.price, from: event.at }])
        return
      case 'PriceChanged':
        state.prices.get(idOf(event.stream))?.push(event.data)
        return
      case 'OrderPlaced':
        state.accepted.set(event.stream, event.data.acceptedTotal)
        if (event.data.remake?.charge === 'none') state.free.add(event.stream)
        return
      case 'OrderPriced':
        return checkPrices(state, event, event.data, report)
    }
  },
})
