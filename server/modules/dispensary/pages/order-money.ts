import type { PageContext } from '#kernel/page.ts'
import { openHolds, walletOf } from '#modules/wallets/published.ts'
import type { OrderLineRow } from '../projections/order-line-queries.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { taxParts } from '../rules/line-sums.ts'
import type { Whose } from './whose.ts'

/** What is there of a line: less than was ordered where some of it was missing. */
const thereOf = ({ ready, quantity }: OrderLineRow) => ready ?? quantity

/** The lines of an order with what they come to, what of them is missing and why, and the tax in it. */
export function linesView({ say }: PageContext, lines: readonly OrderLineRow[], total: number) {
  const rows = lines.map((line) => ({
    title: `${thereOf(line)} ${line.name}`,
    text: line.price === null ? '' : say.money(line.price * thereOf(line)).text,
  }))
  const missing = lines
    .filter((line) => thereOf(line) < line.quantity)
    .map((line) => {
      const why = line.shortReason ? `: ${line.shortReason}` : ''
      const back = say.money((line.price ?? 0) * (line.quantity - thereOf(line))).text
      const how = `${line.quantity - thereOf(line)} of ${line.quantity} ${line.name}`
      return `${how} could not be had${why}. ${back} of what was held is free again.`
    })
  const priced = lines.flatMap((line) =>
    line.price === null || line.taxRate === null
      ? []
      : [{ price: line.price, taxRate: line.taxRate, quantity: thereOf(line) }],
  )
  const tax = taxParts(priced).map(({ rate, tax: part }) => ({ rate, part: say.money(part) }))
  return { rows, missing, total: { title: 'Total', text: say.money(total).text }, tax }
}

const taken: readonly string[] = ['handed-over', 'collected']

/** What is held for an order or was taken for it, and what is free beside it. */
export async function moneyOf(context: PageContext, order: OrderRow, whose: Whose) {
  const { say } = context
  const holds = await context.ask(openHolds(order.patient))
  const held = holds
    .filter((one) => one.forId === order.id)
    .reduce((sum, { amount }) => sum + amount, 0)
  const wallet = await context.ask(walletOf(order.patient))
  const free = wallet
    ? [{ title: `Free in ${whose.wallet}`, text: say.money(wallet.available).text, dot: 'free' }]
    : []
  const isTaken = taken.includes(order.state)
  const first = isTaken
    ? { title: 'Taken for this order', text: say.money(order.total).text, dot: 'taken' }
    : { title: 'Held for this order', text: say.money(held).text, dot: 'held' }
  return {
    held: say.money(held),
    ...(isTaken ? { taken: say.money(order.total) } : {}),
    rows: [first, ...free],
  }
}
