import type { DataOf, DomainEvent, Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import { fill, type Money, type Say } from '#kernel/words.ts'
import { walletOf, walletStream } from '#modules/wallets/published.ts'
import type { AskedLine, OrderEvents } from '../events.ts'
import type { OrderForm } from '../fields/order-form.ts'
import { itemsNamed } from '../projections/item-queries.ts'
import { sumOf, taxParts } from '../rules/line-sums.ts'
import { adviceFor, denialHeadlines } from '../words/order-words.ts'
import { type Whose, whoseWords } from './whose.ts'

/** What an item is called and costs at present, for lines that were not priced. */
export type Names = ReadonlyMap<string, { readonly name: string; readonly price: number }>

/** What is in a wallet before the order, in minor units. */
export type Purse = { readonly available: number; readonly held: number }

export type CheckedLine = {
  readonly name: string
  readonly quantity: number
  readonly price: Money
  readonly sum: Money
}

/** The check page of an order. Without `wallet` the person has none. */
export type OrderCheck = {
  readonly asked: readonly CheckedLine[]
  readonly total: Money
  readonly tax: readonly { readonly rate: number; readonly part: Money }[]
  readonly wallet?: {
    readonly available: Money
    readonly held: Money
    readonly leftAfter: Money
  }
  readonly short?: { readonly needed: Money; readonly available: Money; readonly gap: Money }
  /** Why it would not go through. */
  readonly denied?: { readonly code: string; readonly heading: string; readonly advice: string }
}

function dataOf<E extends DomainEvent, T extends E['type']>(
  events: readonly DomainEvent[],
  type: T,
): DataOf<E, T> | undefined {
  return events.find((event) => event.type === type)?.data as DataOf<E, T> | undefined
}

/** Folds what a rehearsal would have written into the page on which an order is checked. Pure. */
export function checkOfOrder(
  events: readonly DomainEvent[],
  wallet: Purse | undefined,
  say: Say,
  names: Names,
): OrderCheck {
  const placed = dataOf<OrderEvents, 'OrderPlaced'>(events, 'OrderPlaced')
  const priced = dataOf<OrderEvents, 'OrderPriced'>(events, 'OrderPriced')
  const denied = dataOf<OrderEvents, 'OrderDenied'>(events, 'OrderDenied')
  const lines = priced?.lines ?? (placed?.lines ?? []).map(namedLine(names))
  const total = sumOf(lines)
  return {
    asked: lines.map((line) => checkedLine(line, say)),
    total: say.money(total),
    tax: taxParts(lines).map(({ rate, tax }) => ({ rate, part: say.money(tax) })),
    ...(wallet && !denied ? { wallet: afterwards(wallet, total, say) } : {}),
    ...(denied ? why(denied, say) : {}),
  }
}

function namedLine(names: Names) {
  return ({ item, quantity }: AskedLine) => {
    const { name, price } = names.get(item) ?? { name: 'An item that is not sold', price: 0 }
    return { name, quantity, price, taxRate: 0 }
  }
}

type Line = { readonly name: string; readonly quantity: number; readonly price: number }

function checkedLine({ name, quantity, price }: Line, say: Say): CheckedLine {
  return { name, quantity, price: say.money(price), sum: say.money(price * quantity) }
}

function afterwards({ available }: Purse, total: number, say: Say) {
  return {
    available: say.money(available),
    held: say.money(total),
    leftAfter: say.money(available - total),
  }
}

function why({ code, facts }: DataOf<OrderEvents, 'OrderDenied'>, say: Say) {
  const headline = Object.hasOwn(denialHeadlines, code) ? denialHeadlines[code] : undefined
  const denied = {
    code,
    heading: headline ? fill(headline, facts, say) : 'it cannot be had',
    advice: fill(adviceFor(code), { ...facts, code }, say),
  }
  if (code !== 'short-money') return { denied }
  const money = (name: string) => say.money(Number(facts[name] ?? 0))
  const short = { needed: money('needed'), available: money('available'), gap: money('gap') }
  return { denied, short }
}

/** Fills in the total that the person is about to accept: the prices in force now. */
export async function completeOrder(context: PageContext, form: OrderForm): Promise<OrderForm> {
  const names = await namesOf(context, form.lines)
  const priceOf = (item: string) => names.get(item)?.price ?? 0
  const priced = form.lines.map(({ item, quantity }) => ({ quantity, price: priceOf(item) }))
  return { ...form, total: sumOf(priced) }
}

async function namesOf(context: PageContext, lines: readonly AskedLine[]): Promise<Names> {
  const ids = lines.map(({ item }) => item)
  const items = await context.ask(itemsNamed(ids, context.at))
  return new Map(items.map(({ id, name, price }) => [id, { name, price }]))
}

/** The state of `dispensary/place-order-check.njk`; the web part adds the form to be sent. */
export async function readOrderCheck(context: PageContext, events: readonly Envelope[]) {
  const placed = dataOf<OrderEvents, 'OrderPlaced'>(events, 'OrderPlaced')
  if (!placed) return {}
  const wallet = await context.ask(walletOf(placed.patient))
  const names = await namesOf(context, placed.lines)
  const whose = await whoseWords(context, placed.patient)
  const check = checkOfOrder(events, wallet, context.say, names)
  const mend = check.short
    ? await context.offers(walletStream(placed.patient), ['top-up-wallet'])
    : []
  return { ...check, ...printedCheck(check, whose), whose, note: placed.note ?? '', mend }
}

/** The check's sums as `ui/sum.njk` takes them. */
function printedCheck({ asked, wallet, short }: OrderCheck, whose: Whose) {
  const rows = asked.map(({ quantity, name, sum }) => ({
    title: `${quantity} ${name}`,
    text: sum.text,
  }))
  if (short) return { rows, purse: shortSum(short, whose) }
  return wallet ? { rows, purse: heldSum(wallet, whose) } : { rows }
}

function shortSum({ needed, available, gap }: NonNullable<OrderCheck['short']>, whose: Whose) {
  const free = { title: `Free in ${whose.wallet}`, text: available.text }
  return {
    rows: [{ title: 'Needed', text: needed.text }, free],
    total: { title: 'Short', text: gap.text, tone: 'bad' },
  }
}

function heldSum({ available, held, leftAfter }: NonNullable<OrderCheck['wallet']>, whose: Whose) {
  const before = { title: `Free in ${whose.wallet}`, text: available.text }
  return {
    rows: [before, { title: 'Held for this order', text: `−${held.text}` }],
    total: { title: 'Free afterwards', text: leftAfter.text },
  }
}
