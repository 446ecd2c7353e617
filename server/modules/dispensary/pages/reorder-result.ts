import type { CommandView } from '#kernel/command.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import { orderById } from '../projections/order-queries.ts'
import { confirmed, seeOrder } from './place-order-result.ts'
import { basketAgain, factOf } from './result-panels.ts'
import { whoseWords } from './whose.ts'

/** What the page of a `top-up-and-reorder` command says: of the new order, and of the payment. */
export async function readReorderResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const id = command.outcome.facts?.['order']
  const order = typeof id === 'string' ? await context.ask(orderById(id)) : undefined
  if (!order) return {}
  const paid = context.say.money(factOf(command, 'amount')).text
  if (command.state === 'succeeded') {
    const whose = await whoseWords(context, order.patient)
    const result = await confirmed(context, order, whose)
    const links = [...(result.links ?? []), firstTry(context, command)]
    return { ...result, links, remark: `${result.remark}, after a top-up of ${paid}` }
  }
  const links = [
    ...(await basketAgain(context, order)),
    seeOrder(context, order),
    firstTry(context, command),
  ]
  return { heading: `${paid} topped up, but not ordered`, links }
}

function firstTry(context: PageContext, { target }: CommandView): Link {
  return { rel: 'thing', href: context.href(target), title: 'See the first try' }
}
