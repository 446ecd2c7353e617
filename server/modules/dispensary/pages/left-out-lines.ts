import type { CommandView } from '#kernel/command.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import type { LeftOut } from '../events/fulfilment-events.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { stayedHere } from '../words/left-out.ts'
import { basketWith } from './denial-ways.ts'

type Named = LeftOut & { readonly name: string }

/** What a hand-over left out, as its command was told; nothing where all of it was given. */
export async function leftOutOf(
  { ask }: PageContext,
  { outcome }: CommandView,
  { id }: OrderRow,
): Promise<readonly Named[]> {
  const leftOut = (outcome.facts?.['leftOut'] ?? []) as readonly LeftOut[]
  if (leftOut.length === 0) return []
  const names = new Map((await ask(orderLines(id))).map(({ item, name }) => [item, name]))
  return leftOut.map((line) => ({ ...line, name: names.get(line.item) ?? '' }))
}

/** What stayed here and why, and what is next, for whoever stands there. */
export function wordsOfLeftOut(
  { say }: PageContext,
  leftOut: readonly Named[],
  isKiosk: boolean,
): readonly string[] {
  const amount = leftOut.reduce((sum, line) => sum + line.amount, 0)
  const free = amount > 0 ? ` The ${say.money(amount).text} held for it is free again.` : ''
  const again = isKiosk
    ? 'Give it to somebody at the desk, and order it again there.'
    : 'Take it out of the bag and put it aside. Order it again, and it is picked from another lot.'
  return [...leftOut.map(stayedHere), `Nothing was taken for it.${free}`, again]
}

/** Leads to a new order of what was left out. */
export function orderLeftOut(
  context: PageContext,
  { patient }: OrderRow,
  leftOut: readonly Pick<LeftOut, 'item' | 'quantity'>[],
): Promise<readonly Link[]> {
  const lines = leftOut.map(({ item, quantity }) => ({ item, quantity }))
  const words = { title: 'Order what stayed here again', remark: 'You see the total first' }
  return basketWith(context, patient, lines, words)
}
