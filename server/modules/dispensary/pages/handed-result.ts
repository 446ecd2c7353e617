import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import { personStream } from '#modules/people/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { type OrderRow, orderById } from '../projections/order-queries.ts'
import { backToBench } from './bench-link.ts'
import { leftOutOf, orderLeftOut, wordsOfLeftOut } from './left-out-lines.ts'
import { seeOrder } from './place-order-result.ts'
import { askedFor, type OrderPanels, type SumRow } from './result-panels.ts'
import { type Whose, whoseWords } from './whose.ts'

/** What the page of a `hand-over-order` or `collect-order` command says: what was taken for it. */
export async function readHandedResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  // A kiosk shows nobody's page: whoever stands there sees this one only.
  const isKiosk = context.actor.role === 'kiosk'
  const links = isKiosk ? [] : [...backToBench(context, order), seeOrder(context, order)]
  if (command.state !== 'succeeded')
    return { links: [...links, ...calling(context, command, order)] }
  const whose = await whoseWords(context, order.patient)
  const { text } = context.say.money(order.total)
  const leftOut = await leftOutOf(context, command, order)
  const again = isKiosk ? [] : await orderLeftOut(context, order, leftOut)
  const became = command.intent === 'collect-order' ? 'is collected' : 'is handed over'
  const panels: OrderPanels = {
    ...(isKiosk ? {} : { sums: await takenAndFree(context, order, whose) }),
    ...(leftOut.length > 0 ? { next: wordsOfLeftOut(context, leftOut, isKiosk) } : {}),
    asked: await askedFor(context, order),
  }
  return {
    heading: isKiosk ? `Order ${order.number} ${became}` : `${whose.Order} ${became}`,
    remark: `Order ${order.number}${order.total > 0 ? `, ${text} was taken` : ''}`,
    facts: { number: order.number, total: context.say.money(order.total) },
    links: [...again, ...links],
    panels,
  }
}

/** Where the patient's number stands, for whoever has to ask them first. */
function calling(
  { href, say }: PageContext,
  { outcome }: CommandView,
  { patient }: OrderRow,
): readonly Link[] {
  if (outcome.code !== 'not-proxy') return []
  const title = `${say.name(patient)}, with the number`
  return [{ rel: 'person', href: href(personStream(patient)), title }]
}

async function takenAndFree(
  { ask, say }: PageContext,
  { patient, total }: OrderRow,
  whose: Whose,
): Promise<readonly SumRow[]> {
  const wallet = await ask(walletOf(patient))
  const free = wallet
    ? [{ title: `Free in ${whose.wallet}`, text: say.money(wallet.available).text }]
    : []
  return [{ title: 'Taken for this order', text: say.money(total).text }, ...free]
}
