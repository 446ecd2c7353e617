import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { orderById } from '../projections/order-queries.ts'
import { seeOrder } from './place-order-result.ts'
import { basketAgain, type OrderPanels } from './result-panels.ts'
import { whoseWords } from './whose.ts'

/** What the page of a `cancel-order` command says. */
export function readCancelResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  return readEnding(context, command, 'is cancelled')
}

/** What the page of a `put-back-order` command says. */
export function readPutBackResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  return readEnding(context, command, 'went back on the shelf')
}

async function readEnding(
  context: PageContext,
  command: CommandView,
  became: string,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  if (command.state !== 'succeeded') return { links: [seeOrder(context, order)] }
  const whose = await whoseWords(context, order.patient)
  const again = await basketAgain(context, order)
  const panels: OrderPanels = {
    next: [
      `${context.say.money(order.total).text} is free in ${whose.wallet} again.`,
      'What was reserved is back on the shelf.',
    ],
  }
  return {
    heading: `${whose.Order} ${became}`,
    remark: `Order ${order.number}, nothing charged and nothing held`,
    facts: { number: order.number },
    links: [seeOrder(context, order), ...again],
    panels,
  }
}
