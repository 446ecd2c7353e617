import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { orderById } from '../projections/order-queries.ts'
import { seeOrder } from './place-order-result.ts'
import { factOf } from './result-panels.ts'

/** What the page of a `return-items` command says: what came back, or who has to decide on it first. */
export async function readReturnResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  const links = [seeOrder(context, order)]
  if (command.state !== 'succeeded') return { links }
  const amount = factOf(command, 'amount')
  const { text } = context.say.money(amount)
  if (factOf(command, 'asked') > 0) {
    return {
      heading: 'The refund waits for a manager',
      remark: `${text} is more than the desk refunds by itself. Keep what came back aside until it is decided.`,
      links: [
        ...links,
        { rel: 'approvals', href: '/approvals', title: 'What waits for a second person' },
      ],
    }
  }
  const what = `${factOf(command, 'quantity')} ${String(command.outcome.facts?.['name'] ?? '')}`
  return {
    heading: `${what} came back`,
    remark: amount > 0 ? `${text} is in the wallet again.` : 'Nothing was refunded.',
    facts: { number: order.number, amount: context.say.money(amount) },
    links,
  }
}
