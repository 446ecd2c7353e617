import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { AskedLine, PricedLine } from '../events.ts'
import type { ItemRow } from '../projections/item-queries.ts'
import { sumOf } from './line-sums.ts'

/** An order's lines with the catalogue's prices, or why they cannot be had. Pure. */
export function priceLines(
  lines: readonly AskedLine[],
  items: readonly ItemRow[],
): readonly PricedLine[] | Refusal {
  const known = new Map(items.map((item) => [item.id, item]))
  for (const { item, quantity } of lines) {
    const found = known.get(item)
    if (found?.status !== 'listed') return refuse('withdrawn', { name: found?.name ?? 'One item' })
    if (quantity > found.maxPerOrder) {
      return refuse('max', { n: found.maxPerOrder, name: found.name })
    }
  }
  return lines.flatMap((line) => {
    const found = known.get(line.item)
    return found ? [pricedLine(line, found)] : []
  })
}

function pricedLine({ item, quantity }: AskedLine, found: ItemRow): PricedLine {
  const { code, name, unit, price, taxRate, stocked } = found
  return { item, quantity, code, name, unit, price, taxRate, stocked }
}

/**
 * The refusal where lines come to something else than was accepted. It names the item whose price
 * before the one in force explains the difference, where one does.
 */
export function priceChanged(
  lines: readonly PricedLine[],
  items: readonly ItemRow[],
  accepted: number,
): Refusal | undefined {
  const total = sumOf(lines)
  if (total === accepted) return undefined
  const was = new Map(items.map((item) => [item.id, item.was]))
  const changed = lines.find(({ item, quantity, price }) => {
    const old = was.get(item)
    return typeof old === 'number' && total - quantity * (price - old) === accepted
  })
  if (!changed) return refuse('price-changed', { name: 'Something in it', total, accepted })
  const { name, price, item } = changed
  return refuse('price-changed', { name, new: price, old: was.get(item), total, accepted })
}
