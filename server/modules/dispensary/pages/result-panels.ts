import type { CommandView } from '#kernel/command.ts'
import type { FormView, Link, PageContext } from '#kernel/page.ts'
import type { Money } from '#kernel/words.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { typedMoney } from '#values/money.ts'
import { leastTopUp } from '../fields/order-form.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import type { Whose } from './whose.ts'

export type SumRow = { readonly title: string; readonly text: string; readonly quiet?: boolean }

/** What `dispensary/order-result.njk` prints on the page of a command about an order. */
export type OrderPanels = {
  /** What was asked for, with what it comes to. */
  readonly asked?: { readonly rows: readonly SumRow[]; readonly total: SumRow }
  /** What is held and what is left. */
  readonly sums?: readonly SumRow[]
  /** What happens next, in order. */
  readonly next?: readonly string[]
  readonly why?: {
    readonly rows: readonly SumRow[]
    readonly total: SumRow & { readonly tone: 'bad' }
    readonly bar: readonly {
      readonly part: string
      readonly title: string
      readonly amount: Money
    }[]
  }
  /** The form that mends it, filled in. */
  readonly mend?: FormView
  readonly mendHeading?: string
}

/**
 * The lines of an order as a sum; their price only once they were checked. Of one that is ready, what is there.
 */
export async function askedFor(context: PageContext, order: OrderRow) {
  const lines = await context.ask(orderLines(order.id))
  const there = lines.map((line) => ({ ...line, quantity: line.ready ?? line.quantity }))
  const rows = there
    .filter(({ quantity }) => quantity > 0)
    .map(({ name, quantity, price }) => ({
      title: `${quantity} ${name}`,
      text: price === null ? '' : context.say.money(price * quantity).text,
    }))
  return { rows, total: { title: 'Total', text: context.say.money(order.total).text } }
}

/** What is free in the wallet and held for this order, as rows of a sum. */
export async function heldAndFree(
  context: PageContext,
  { patient, total }: OrderRow,
  whose: Whose,
): Promise<readonly SumRow[]> {
  const wallet = await context.ask(walletOf(patient))
  const free = wallet
    ? [{ title: `Free in ${whose.wallet}`, text: context.say.money(wallet.available).text }]
    : []
  return [{ title: 'Held for this order', text: context.say.money(total).text }, ...free]
}

/** What happens next to a confirmed order. */
export async function nextForOrder(
  context: PageContext,
  { total, promisedAt }: OrderRow,
): Promise<readonly string[]> {
  const { say, at } = context
  const dispensers = await context.ask(staffMembers('dispenser'))
  const [only] = dispensers
  const who = only && dispensers.length === 1 ? (only.name.split(' ')[0] ?? '') : ''
  const taken = total > 0 ? ` Only then is the ${say.money(total).text} taken.` : ''
  const isAhead = promisedAt !== null && promisedAt > at
  return [
    `${who || 'A dispenser'} has it on the bench and prepares it.`,
    ...(isAhead ? [`It is promised to be ready by ${say.moment(promisedAt).text}.`] : []),
    `It is handed over at the desk.${taken}`,
  ]
}

/**
 * The form that mends an order short of `gap`, for those who may take a payment. Its button says what is
 * ordered for: the payment may be changed to more, the order's total is what was accepted.
 */
export async function mendingForm(
  context: PageContext,
  { id, total }: OrderRow,
  gap: number,
): Promise<FormView | undefined> {
  const typed = { amount: typedMoney(Math.max(leastTopUp, gap)) }
  const form = await context.form('top-up-and-reorder', orderStream(id), typed)
  return form && { ...form, submit: `${form.submit} for ${context.say.money(total).text}` }
}

/** A link to the form of a new order, with the same lines filled in. */
export async function basketAgain(context: PageContext, order: OrderRow): Promise<readonly Link[]> {
  const lines = await context.ask(orderLines(order.id))
  const filled = lines.flatMap(({ item, quantity }, index) => [
    [`item-${index + 1}`, item] as const,
    [`quantity-${index + 1}`, String(quantity)] as const,
  ])
  const typed = { patient: order.patient, ...Object.fromEntries(filled) }
  const offers = await context.offersToCreate('order', typed)
  return offers
    .filter(({ intent }) => intent === 'place-order')
    .map((offer) => ({ ...offer, title: 'Choose something else', remark: 'The basket is kept' }))
}

/** A number of the facts with which a command ended, or 0. */
export function factOf(command: CommandView, name: string): number {
  const value = command.outcome.facts?.[name]
  return typeof value === 'number' ? value : 0
}
