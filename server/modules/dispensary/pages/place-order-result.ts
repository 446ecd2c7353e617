import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import { type OrderRow, orderById } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { denialHeadlines } from '../words/order-words.ts'
import { waysFromDenial } from './denial-ways.ts'
import {
  askedFor,
  factOf,
  heldAndFree,
  mendingForm,
  nextForOrder,
  type OrderPanels,
} from './result-panels.ts'
import { type Whose, whoseWords } from './whose.ts'

/** What the page of a `place-order` command says: who, how much, what next, and how to mend it. */
export async function readOrderResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  const whose = await whoseWords(context, order.patient)
  if (command.state === 'succeeded') return confirmed(context, order, whose)
  if (command.state === 'rejected') return denied(context, command, order, whose)
  return { panels: { asked: await askedFor(context, order) } satisfies OrderPanels }
}

/** The link to an order's own page. */
export function seeOrder(context: PageContext, order: OrderRow, title = 'See the order'): Link {
  return { rel: 'order', href: context.href(orderStream(order.id)), title }
}

/** How a confirmed order is told. */
export async function confirmed(
  context: PageContext,
  order: OrderRow,
  whose: Whose,
): Promise<CommandResult> {
  const panels: OrderPanels = {
    asked: await askedFor(context, order),
    sums: await heldAndFree(context, order, whose),
    next: await nextForOrder(context, order),
  }
  const cancel = await context.offers(orderStream(order.id), ['cancel-order'])
  return {
    heading: `${whose.Order} is confirmed`,
    remark: `Order ${order.number} for ${context.say.money(order.total).text}`,
    facts: { number: order.number, total: context.say.money(order.total) },
    links: [seeOrder(context, order), ...cancel],
    panels,
  }
}

async function denied(
  context: PageContext,
  command: CommandView,
  order: OrderRow,
  whose: Whose,
): Promise<CommandResult> {
  const { code = '', facts = {} } = command.outcome
  const headline = Object.hasOwn(denialHeadlines, code) ? denialHeadlines[code] : undefined
  const notice = await context.offers(orderStream(order.id), ['notify-me'])
  const ways = await waysFromDenial(context, order, { code, facts })
  const links = [...ways, ...notice, seeOrder(context, order)]
  return {
    ...(headline ? { heading: `Not ordered: ${fill(headline, facts, context.say)}` } : {}),
    facts: { number: order.number },
    links,
    panels: {
      ...(code === 'short-money' ? await mending(context, command, order, whose) : {}),
    } satisfies OrderPanels,
  }
}

/** Why the money did not reach, and the form that mends it for those who may take a payment. */
async function mending(
  context: PageContext,
  command: CommandView,
  order: OrderRow,
  whose: Whose,
): Promise<OrderPanels> {
  const [gap, available] = [factOf(command, 'gap'), factOf(command, 'available')]
  const form = await mendingForm(context, order, gap)
  return {
    ...whyShort(context, await askedFor(context, order), available, gap, whose),
    ...(form
      ? { mend: form, mendHeading: `Mend it: top up the ${context.say.money(gap).text}` }
      : {}),
  }
}

function whyShort(
  { say }: PageContext,
  asked: Awaited<ReturnType<typeof askedFor>>,
  available: number,
  gap: number,
  whose: Whose,
): OrderPanels {
  const free = { title: `Free in ${whose.wallet}`, text: say.money(available).text }
  // One line is its own sum.
  const needed = asked.rows.length > 1 ? [{ ...asked.total, title: 'Needed' }] : []
  return {
    why: {
      rows: [...asked.rows, ...needed, free],
      total: { title: 'Short', text: say.money(gap).text, tone: 'bad' },
      bar: [
        { part: 'free', title: 'Free', amount: say.money(available) },
        { part: 'short', title: 'Short', amount: say.money(gap) },
      ],
    },
  }
}
