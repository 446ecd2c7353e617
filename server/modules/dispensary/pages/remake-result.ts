import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { orderById } from '../projections/order-queries.ts'
import { seeOrder } from './place-order-result.ts'

/** What the page of a `remake-order` command says: the new order, or why there is none. */
export async function readRemakeResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const before = await context.ask(orderById(idOf(command.target)))
  const made = command.outcome.facts?.['order']
  const again = typeof made === 'string' ? await context.ask(orderById(made)) : undefined
  const title = before ? `Order ${before.number}, of which it is made again` : ''
  const links = [
    ...(again ? [seeOrder(context, again, `See order ${again.number}`)] : []),
    ...(before ? [seeOrder(context, before, title)] : []),
  ]
  if (command.state !== 'succeeded' || !again) return { links }
  const { text } = context.say.money(again.total)
  return {
    heading: `It is made again as order ${again.number}`,
    remark: again.total > 0 ? `${text} is held for it.` : 'It costs nothing.',
    facts: { number: again.number, total: context.say.money(again.total) },
    links,
  }
}
