import type { Link, PageContext } from '#kernel/page.ts'
import type { AskedLine } from '../events.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import type { OrderRow } from '../projections/order-queries.ts'

/** A line by its name: denials tell people what is short, not ids. */
type Named = AskedLine & { readonly name: string }

type Denial = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Links to the form of a new order with these lines in it, under a title of their own. */
export async function basketWith(
  context: PageContext,
  patient: string,
  lines: readonly AskedLine[],
  words: { readonly title: string; readonly remark: string },
): Promise<readonly Link[]> {
  if (lines.length === 0) return []
  const filled = lines.flatMap(({ item, quantity }, index) => [
    [`item-${index + 1}`, item] as const,
    [`quantity-${index + 1}`, String(quantity)] as const,
  ])
  const typed = { patient, ...Object.fromEntries(filled) }
  const offers = await context.offersToCreate('order', typed)
  return offers
    .filter(({ intent }) => intent === 'place-order')
    .map((offer) => ({ ...offer, ...words }))
}

/** The basket changed so that what was short or too much is not asked for again. */
function mended(lines: readonly Named[], name: unknown, quantity: number): readonly AskedLine[] {
  return lines.flatMap((line) =>
    line.name !== name ? [line] : quantity > 0 ? [{ item: line.item, quantity }] : [],
  )
}

function changeOf(lines: readonly Named[], { code, facts }: Denial) {
  const { name } = facts
  const left = Number((code === 'short-stock' ? facts['left'] : facts['n']) ?? 0)
  const quantity = code === 'withdrawn' ? 0 : left
  const title = quantity > 0 ? `Order ${quantity}` : 'Order the rest without it'
  const rest = mended(lines, name, quantity)
  const what = rest.length === 1 && quantity > 0 ? String(name) : 'The rest of the basket is kept'
  return { lines: rest, words: { title, remark: what } }
}

/** The one click onwards from an order that did not go through, beside topping up. */
export async function waysFromDenial(
  context: PageContext,
  order: OrderRow,
  denial: Denial,
): Promise<readonly Link[]> {
  const lines = await context.ask(orderLines(order.id))
  const { patient } = order
  const kept = { title: 'Choose something else', remark: 'The basket is kept' }
  switch (denial.code) {
    case 'price-changed':
      return basketWith(context, patient, lines, {
        title: 'Order at this price',
        remark: 'You see the new total first',
      })
    case 'short-stock':
    case 'max':
    case 'withdrawn': {
      const change = changeOf(lines, denial)
      return [
        ...(await basketWith(context, patient, change.lines, change.words)),
        ...(await basketWith(context, patient, lines, kept)),
      ]
    }
    default:
      return basketWith(context, patient, lines, kept)
  }
}

/** The same again, for what was cancelled or went back on the shelf. */
export async function orderAgain(context: PageContext, order: OrderRow): Promise<readonly Link[]> {
  const words = { title: 'Order the same again', remark: 'You see the total first' }
  return basketWith(context, order.patient, await context.ask(orderLines(order.id)), words)
}
