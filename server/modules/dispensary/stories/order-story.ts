import { storyId } from '#kernel/story.ts'
import type { OrderEvents, PricedLine } from '../events.ts'

type Placed = Extract<OrderEvents, { type: 'OrderPlaced' }>
type Priced = Extract<OrderEvents, { type: 'OrderPriced' }>

export const maria = storyId(31)
export const tape = storyId(61)
export const insoles = storyId(62)

/** Two tapes from the shelf at £9.95. For tests. */
export const tapeLine: PricedLine = {
  item: tape,
  quantity: 2,
  code: 'TAPE-5',
  name: 'Tape, 5 m',
  unit: 'roll',
  price: 995,
  taxRate: 20,
  stocked: true,
}

/** One pair made to order at £85. For tests. */
export const insolesLine: PricedLine = {
  item: insoles,
  quantity: 1,
  code: 'INSOLE-C',
  name: 'Custom insoles',
  unit: 'pair',
  price: 8500,
  taxRate: 0,
  stocked: false,
}

/** Maria's order of these lines, at their prices. For tests. */
export function placedOrder(...lines: readonly PricedLine[]): Placed {
  const asked = lines.map(({ item, quantity }) => ({ item, quantity }))
  const acceptedTotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  return {
    type: 'OrderPlaced',
    data: { patient: maria, lines: asked, acceptedTotal, note: '' },
  }
}

/** The same order with its prices checked. For tests. */
export function pricedOrder(...lines: readonly PricedLine[]): Priced {
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  return { type: 'OrderPriced', data: { lines, total } }
}
