import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { itemsNamed } from '../projections/item-queries.ts'
import { sumOf } from '../rules/line-sums.ts'
import { priceChanged, priceLines } from '../rules/pricing.ts'
import { denialWords, orderRefusals } from '../words/order-words.ts'

/** Writes the prices in force into the order, where they come to what the person accepted. */
export const priceOrder = intent({
  name: 'price-order',
  title: 'Check the prices',
  submit: 'Check',
  doing: 'Checking the prices',
  done: 'Prices checked',
  notDone: 'Not priced',
  on: order,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<{ items: readonly string[] }>({ items: z.array(z.uuid()).min(1) }),
  reads: ({ data, at }) => ({ items: itemsNamed(data?.items ?? [], at) }),
  needs(state) {
    if (state.status === 'none') return refuse('no-order')
    return state.status === 'placed' || state.status === 'priced' ? undefined : refuse(state.status)
  },
  decide(state, { facts: { items } }) {
    if (state.status === 'none') return refuse('no-order')
    // Asked again after an answer got lost: the prices already written stay.
    if (state.status === 'priced') return []
    const lines = priceLines(state.lines, items)
    if (isRefusal(lines)) return lines
    // What is made again for nothing costs nothing, whatever the catalogue says.
    const isFree = state.remake?.charge === 'none'
    const priced = isFree ? lines.map((line) => ({ ...line, price: 0 })) : lines
    const changed = priceChanged(priced, items, state.total)
    return changed ?? [{ type: 'OrderPriced', data: { lines: priced, total: sumOf(priced) } }]
  },
  refusals: { ...orderRefusals, ...denialWords },
  next: [],
})
